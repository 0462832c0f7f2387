#include "classroom/envelope.h"

#include <gtest/gtest.h>

namespace vtp::classroom {
namespace {

using namespace std::chrono_literals;

TEST(Envelope, HoldsDataOrAnError) {
  EXPECT_EQ(success_envelope(R"({"a":1})"), R"({"ok":true,"data":{"a":1}})");
  EXPECT_EQ(
      failure_envelope({.error = fail(ErrorCode::room_full, "The class is full").error(), .retry_after = {}},
                       "join-room"),
      R"({"ok":false,"error":{"error":"The class is full","code":"ROOM_FULL","event":"join-room"}})");
}

TEST(Envelope, TellsFieldsAndTime) {
  EXPECT_EQ(
      error_object({.error = fail_field("text", "is too long").error(), .retry_after = {}}, "chat-message"),
      R"({"error":"text is too long","code":"VALIDATION_FAILED","event":"chat-message",)"
      R"("details":[{"field":"text","code":"VALIDATION_FAILED","message":"is too long"}]})");
  EXPECT_EQ(error_object({.error = fail(ErrorCode::rate_limited, "Slow").error(), .retry_after = 20ms}, "x"),
            R"({"error":"Slow","code":"RATE_LIMITED","event":"x","retry_after_ms":20})");
  EXPECT_EQ(error_object({.error = fail(ErrorCode::invalid_input, "Bad").error(), .retry_after = {}}, "x"),
            R"({"error":"Bad","code":"INVALID_PAYLOAD","event":"x"})");
}

TEST(Envelope, TakesObjectsAndTextThatHoldsOne) {
  EXPECT_EQ(payload_object(R"( {"a":1} )"), R"({"a":1})");
  EXPECT_EQ(payload_object(R"("{\"a\":1}")"), R"({"a":1})");
  for (const auto* bad : {"", "1", "null", "[{}]", R"("x")", R"("{)", R"("\"{}\"")"})
    EXPECT_FALSE(payload_object(bad)) << bad;
}

}  // namespace
}  // namespace vtp::classroom
