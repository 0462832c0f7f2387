#include "http/output.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::http {
namespace {

/// Takes as many bytes at a time as it is told, and then is full once.
class SlowTransport final : public Transport {
 public:
  explicit SlowTransport(std::vector<std::size_t> appetites) : appetites_(std::move(appetites)) {}
  Transfer read(std::span<char>) override { return {.outcome = Transfer::Outcome::ended}; }
  Transfer write(std::string_view bytes, bool) override {
    const auto appetite = turn_ < appetites_.size() ? appetites_[turn_++] : bytes.size();
    if (appetite == 0) return {.outcome = Transfer::Outcome::wants_write};
    const auto count = std::min(appetite, bytes.size());
    taken += bytes.substr(0, count);
    return {.outcome = Transfer::Outcome::some, .bytes = count};
  }
  Transfer write_file(int, std::uint64_t, std::uint64_t) override {
    return {.outcome = Transfer::Outcome::broken};
  }
  void finish_writing() override {}

  std::string taken;

 private:
  std::vector<std::size_t> appetites_;
  std::size_t turn_ = 0;
};

RC_GTEST_PROP(OutputProperty, EverythingIsSentOnceAndInOrder,
              (const std::vector<std::string>& pieces, const std::vector<std::uint8_t>& appetites)) {
  Output output;
  std::string expected;
  for (const auto& piece : pieces) {
    output.add(piece);
    expected += piece;
  }
  SlowTransport transport({appetites.begin(), appetites.end()});
  while (output.flush(transport) != Output::Progress::done) {
  }
  RC_ASSERT(transport.taken == expected);
  RC_ASSERT(output.empty());
  RC_ASSERT(output.bytes_sent() == expected.size());
}

TEST(SerializeHead, WritesStatusFieldsAndLength) {
  auto response = text_response(404, "text/plain", "none");
  EXPECT_EQ(serialize_head(response, "DATE", true),
            "HTTP/1.1 404 Not Found\r\nDate: DATE\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n"
            "Connection: keep-alive\r\n\r\n");
  EXPECT_EQ(serialize_head(no_content(), "DATE", false),
            "HTTP/1.1 204 No Content\r\nDate: DATE\r\nConnection: close\r\n\r\n");
}

TEST(SerializeHead, AValueCannotAddFields) {
  Response response;
  response.headers.add("Location", "/a\r\nSet-Cookie: evil=1");
  EXPECT_FALSE(serialize_head(response, "DATE", true).contains("\r\nSet-Cookie"));
}

TEST(SerializeHead, ALengthThatIsSetWins) {
  Response response;
  response.headers.add("Content-Length", "77");
  const auto head = serialize_head(response, "DATE", true);
  EXPECT_TRUE(head.contains("Content-Length: 77\r\n"));
  EXPECT_FALSE(head.contains("Content-Length: 0"));
}

}  // namespace
}  // namespace vtp::http
