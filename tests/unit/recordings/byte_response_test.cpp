#include "recordings/byte_response.h"

#include <gtest/gtest.h>

namespace vtp::recordings {
namespace {

http::Response ask(const std::vector<std::pair<std::string, std::string>>& fields) {
  http::Request request;
  for (const auto& [name, value] : fields) request.headers.add(name, value);
  return byte_response(request, "0123456789", {"video/mp4", "\"v1\"", "private"});
}

std::string body_of(const http::Response& response) {
  return response.body.empty() ? "" : std::get<std::string>(response.body.front());
}

TEST(ByteResponse, WholeWithItsValidators) {
  const auto response = ask({});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(body_of(response), "0123456789");
  EXPECT_EQ(response.headers.get("ETag"), "\"v1\"");
  EXPECT_EQ(response.headers.get("Accept-Ranges"), "bytes");
}

TEST(ByteResponse, PartOnDemand) {
  const auto response = ask({{"Range", "bytes=2-4"}});
  EXPECT_EQ(response.status, 206);
  EXPECT_EQ(body_of(response), "234");
  EXPECT_EQ(response.headers.get("Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(body_of(ask({{"Range", "bytes=2-4"}, {"If-Range", "\"v0\""}})), "0123456789");
  EXPECT_EQ(body_of(ask({{"Range", "bytes=2-4"}, {"If-Range", "\"v1\""}})), "234");
}

TEST(ByteResponse, NothingBehindTheEnd) {
  const auto response = ask({{"Range", "bytes=10-"}});
  EXPECT_EQ(response.status, 416);
  EXPECT_EQ(response.headers.get("Content-Range"), "bytes */10");
}

TEST(ByteResponse, UnchangedIsNotSentAgain) {
  EXPECT_EQ(ask({{"If-None-Match", "\"v1\""}}).status, 304);
}

}  // namespace
}  // namespace vtp::recordings
