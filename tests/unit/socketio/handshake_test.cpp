#include "socketio/handshake.h"

#include <gtest/gtest.h>

#include "http/url.h"

namespace vtp::socketio {
namespace {

TEST(Handshake, KeepsWhatMattersLater) {
  http::Request request{.query = http::parse_query("EIO=4&transport=polling").value()};
  request.address = "192.0.2.7";
  request.is_secure = true;
  request.headers.add("Authorization", "Bearer abc");
  request.headers.add("Cookie", "first=1; vtp_access=xyz; last=2");
  request.headers.add("Origin", "https://school.example");
  request.headers.add("User-Agent", "Browser/1.0");
  const auto handshake = handshake_of(request);
  EXPECT_EQ(handshake.address, "192.0.2.7");
  EXPECT_TRUE(handshake.is_secure);
  EXPECT_EQ(handshake.query, request.query);
  EXPECT_EQ(handshake.authorization, "Bearer abc");
  EXPECT_EQ(handshake.origin, "https://school.example");
  EXPECT_EQ(handshake.user_agent, "Browser/1.0");
  EXPECT_EQ(handshake.cookie("vtp_access"), "xyz");
  EXPECT_EQ(handshake.cookie("other"), "");
}

TEST(Handshake, WhatWasNotSentIsEmpty) {
  const auto handshake = handshake_of(http::Request());
  EXPECT_FALSE(handshake.is_secure);
  EXPECT_EQ(handshake.authorization, "");
  EXPECT_EQ(handshake.origin, "");
  EXPECT_EQ(handshake.cookie("vtp_access"), "");
}

}  // namespace
}  // namespace vtp::socketio
