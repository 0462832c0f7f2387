#include "http/request_reader.h"

#include <optional>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::http {
namespace {

using Step = RequestReader::Step;

/// What a reader makes of the whole text, shown to it in pieces.
struct Reading {
  Step last = Step::need_more;
  std::optional<RequestHead> head;
  std::string body;
  std::optional<Error> error;
  std::string rest;
};

Reading read_in_pieces(std::string_view text, const std::vector<std::size_t>& pieces) {
  Reading reading;
  RequestReader reader;
  std::string shown;
  std::size_t piece = 0;
  while (reading.last != Step::complete && reading.last != Step::failed) {
    std::string_view view = shown;
    reading.last = reader.read(view);
    shown.erase(0, shown.size() - view.size());
    if (reading.last == Step::head) reading.head = reader.head();
    if (reading.last == Step::body) reading.body += reader.take_body();
    if (reading.last != Step::need_more) continue;
    if (text.empty()) break;
    const auto count = piece < pieces.size() ? pieces[piece++] % text.size() + 1 : text.size();
    shown += text.substr(0, count);
    text.remove_prefix(count);
  }
  if (reading.last == Step::failed) reading.error = reader.error();
  reading.rest = shown + std::string(text);
  return reading;
}

Reading read(std::string_view text) {
  return read_in_pieces(text, {});
}

TEST(RequestReader, AHeadIsRead) {
  const auto reading = read("GET /a?b=c HTTP/1.1\r\nHost: h\r\nX-A:  some text \r\n\r\nrest");
  ASSERT_EQ(reading.last, Step::complete);
  EXPECT_EQ(reading.head->method, Method::get);
  EXPECT_EQ(reading.head->target, "/a?b=c");
  EXPECT_EQ(reading.head->headers.get("x-a"), "some text");
  EXPECT_TRUE(reading.head->keep_alive);
  EXPECT_FALSE(reading.head->has_body());
  EXPECT_EQ(reading.rest, "rest");
}

TEST(RequestReader, AChunkedBodyMayComeByteByByte) {
  const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::vector<std::pair<std::string, std::string>> bodies{
      {"0\r\n\r\n", ""},
      {"00;a=b\r\nX: y\r\n\r\n", ""},
      {"1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc"},
      {"1\r\na\r\n0\r\nX: y\r\n\r\n", "a"},
  };
  for (const auto& [body, meant] : bodies) {
    const auto reading = read_in_pieces(head + body + "GET", std::vector<std::size_t>(200, 0));
    EXPECT_EQ(reading.last, Step::complete) << body;
    EXPECT_EQ(reading.body, meant) << body;
    EXPECT_EQ(reading.rest, "GET") << body;
  }
}

TEST(RequestReader, ABodyOfKnownLengthEndsWithIt) {
  const auto reading = read("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhelloGET");
  EXPECT_EQ(reading.body, "hello");
  EXPECT_EQ(reading.last, Step::complete);
  EXPECT_EQ(reading.rest, "GET");
}

TEST(RequestReader, ChunksAreJoinedAndTrailersLeftOut) {
  const auto reading = read(
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5;x=y\r\nhello\r\n1\r\n!\r\n0\r\nHost: evil\r\n\r\nGET");
  EXPECT_EQ(reading.body, "hello!");
  EXPECT_EQ(reading.last, Step::complete);
  EXPECT_EQ(reading.head->headers.get("Host"), "h");
  EXPECT_EQ(reading.rest, "GET");
}

TEST(RequestReader, TheConnectionFieldDecidesAboutTheNextRequest) {
  EXPECT_FALSE(read("GET / HTTP/1.1\r\nHost: h\r\nConnection: Close\r\n\r\n").head->keep_alive);
  EXPECT_FALSE(read("GET / HTTP/1.1\r\nHost: h\r\nConnection: te, close\r\n\r\n").head->keep_alive);
  EXPECT_FALSE(read("GET / HTTP/1.0\r\n\r\n").head->keep_alive);
  EXPECT_TRUE(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").head->keep_alive);
}

TEST(RequestReader, UnknownMethodsAreLeftToTheRouter) {
  for (const auto* line : {"BREW", "get", "TRACE", "CONNECT"}) {
    const auto reading = read(std::string(line) + " /a HTTP/1.1\r\nHost: h\r\n\r\n");
    ASSERT_EQ(reading.last, Step::complete) << line;
    EXPECT_FALSE(reading.head->method) << line;
  }
}

TEST(RequestReader, EmptyLinesBeforeARequestAreSkipped) {
  EXPECT_EQ(read("\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n").last, Step::complete);
}

TEST(RequestReader, OnlyABodyIsWaitedForWithContinue) {
  EXPECT_TRUE(read("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n")
                  .head->expects_continue);
  EXPECT_FALSE(read("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n\r\n").head->expects_continue);
  EXPECT_FALSE(
      read("PUT / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n").head->expects_continue);
}

class Refused : public testing::TestWithParam<const char*> {};

TEST_P(Refused, AsMalformedOrAmbiguous) {
  const auto reading = read(GetParam());
  ASSERT_EQ(reading.last, Step::failed) << GetParam();
  EXPECT_EQ(http_status(reading.error->code), 400) << GetParam();
}

// Each of these is read differently by some proxy, which is how requests are smuggled past it.
INSTANTIATE_TEST_SUITE_P(
    Smuggling, Refused,
    testing::Values(
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2, 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +2\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x2\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length : 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nX-A: a\r\n b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nX-A: a\r\n\tb\r\n\r\n"));

INSTANTIATE_TEST_SUITE_P(
    Malformed, Refused,
    testing::Values("GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: u@h\r\n\r\n", "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
                    "GET / HTTP/0.9\r\nHost: h\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                    "GET /\r\nHost: h\r\n\r\n", "GET  / HTTP/1.1\r\nHost: h\r\n\r\n",
                    "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n", "GET / HTTP/1.1\r\nHost h\r\n\r\n",
                    "GET / HTTP/1.1\r\n: h\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\nA B: c\r\n\r\n",
                    "GET / HTTP/1.1\nHost: h\n\n\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n"));

TEST(RequestReader, AZeroByteIsRefused) {
  using namespace std::string_literals;
  const auto text = "GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n"s;
  EXPECT_EQ(read(text).last, Step::failed);
}

TEST(RequestReader, LongHeadsAreRefusedByWhatIsLong) {
  const auto code = [](const std::string& text) { return read(text).error.value().code; };
  EXPECT_EQ(code("GET /" + std::string(9000, 'a')), ErrorCode::uri_too_long);
  EXPECT_EQ(code("GET /" + std::string(8192, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n"), ErrorCode::uri_too_long);
  EXPECT_EQ(code("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(33000, 'a')), ErrorCode::headers_too_large);
  EXPECT_EQ(code("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(33000, 'a') + "\r\n\r\n"),
            ErrorCode::headers_too_large);
  std::string many = "GET / HTTP/1.1\r\nHost: h\r\n";
  for (int i = 0; i < 200; ++i) many += "a: b\r\n";
  EXPECT_EQ(code(many + "\r\n"), ErrorCode::headers_too_large);
  EXPECT_EQ(read("GET /" + std::string(8000, 'a') + " HTTP/1.1\r\nHost: h\r\nX: " + std::string(20000, 'a') +
                 "\r\n\r\n")
                .last,
            Step::complete);
}

TEST(RequestReader, EndlessChunkLinesAreRefused) {
  const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(read(head + "1;" + std::string(20000, 'a')).last, Step::failed);
  EXPECT_EQ(read(head + "0\r\nX: " + std::string(20000, 'a')).last, Step::failed);
}

RC_GTEST_PROP(RequestReaderProperty, PiecesDoNotMatter, (const std::vector<std::size_t>& pieces)) {
  const std::string text =
      "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      "10\r\n0123456789abcdef\r\n3;e=1\r\nxyz\r\n0\r\nT: r\r\n\r\nNEXT";
  const auto reading = read_in_pieces(text, pieces);
  RC_ASSERT(reading.last == Step::complete);
  RC_ASSERT(reading.body == "0123456789abcdefxyz");
  RC_ASSERT(reading.rest == "NEXT");
}

}  // namespace
}  // namespace vtp::http
