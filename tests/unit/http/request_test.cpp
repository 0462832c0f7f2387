#include "http/request.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace vtp::http {
namespace {

TEST(Request, FindsCookiesAmongOthers) {
  Request request;
  request.headers.add("Cookie", "a=1; vtp_access=x=y;vtp_access2=z");
  request.headers.add("cookie", "late=2");
  EXPECT_EQ(request.cookie("vtp_access"), "x=y");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("late"), "2");
  EXPECT_EQ(request.cookie("vtp"), "");
  EXPECT_EQ(request.cookie("access"), "");
}

TEST(Request, TheLastOfRepeatedQueryParametersCounts) {
  Request request;
  request.query = {{"a", "1"}, {"b", "2"}, {"a", "3"}};
  EXPECT_EQ(*request.query_parameter("a"), "3");
  EXPECT_EQ(request.query_parameter("c"), nullptr);
}

TEST(Request, ARouteKnowsItsParameters) {
  Request request;
  request.path_parameters = {{"name", "x"}};
  EXPECT_EQ(request.path_parameter("name"), "x");
  EXPECT_THROW((void)request.path_parameter("other"), std::logic_error);
}

}  // namespace
}  // namespace vtp::http
