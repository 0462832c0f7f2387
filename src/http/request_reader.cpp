#include "http/request_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <boost/beast/http/basic_parser.hpp>

#include "base/text.h"

namespace vtp::http {
namespace {

namespace beast = boost::beast;

/// No chunked body ends with less than "0\r\n\r\n". Beast is not shown less: at "0\r\n\r" it asserts.
constexpr std::size_t shortest_end = 5;

std::string_view view_of(beast::string_view text) {
  return {text.data(), text.size()};
}

bool list_has(std::string_view list, std::string_view token) {
  const auto parts = split(list, ',');
  return std::ranges::any_of(parts, [&](auto part) { return equals_ignoring_case(trim(part), token); });
}

bool is_host(std::string_view host) {
  return host.find_first_of(" \t/?#@\\,") == std::string_view::npos;
}

std::size_t count_fields(const Headers& headers, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count_if(
      headers, [&](const auto& field) { return equals_ignoring_case(field.first, name); }));
}

/// RFC 9112 section 3.2: exactly one Host, save that HTTP/1.0 may leave it out.
bool has_proper_host(const Headers& headers, bool is_http_1_1) {
  const auto count = count_fields(headers, "Host");
  return (count == 1 || (count == 0 && !is_http_1_1)) && is_host(headers.get("Host"));
}

/// At most one of Transfer-Encoding (exactly "chunked", and not in HTTP/1.0) and Content-Length (one number).
bool has_proper_length(const Headers& headers, bool is_http_1_1) {
  const auto codings = count_fields(headers, "Transfer-Encoding");
  const auto lengths = count_fields(headers, "Content-Length");
  if (codings + lengths > 1) return false;
  if (codings == 1) return is_http_1_1 && equals_ignoring_case(headers.get("Transfer-Encoding"), "chunked");
  if (lengths == 0) return true;
  const auto digits = headers.get("Content-Length");
  return !digits.empty() && digits.size() <= 18 &&
         digits.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<Method> method_of(std::string_view name) {
  return enum_from_text<Method>(name);  // methods are case-sensitive (RFC 9110 section 9.1)
}

}  // namespace

/// Beast's callbacks, kept as a RequestHead and a piece of body.
class RequestReader::Parser final : public beast::http::basic_parser<true> {
 public:
  Parser() {
    eager(true);
    body_limit(boost::none);  // the route's limit counts, and is not known before the head
    header_limit(max_head_bytes);
  }

  RequestHead head;
  std::string body;
  bool is_http_1_1 = false;
  std::size_t fields = 0;

 private:
  using Code = beast::error_code;
  using Text = beast::string_view;

  void on_request_impl(beast::http::verb, Text method, Text target, int version, Code& error) override {
    if (version != 10 && version != 11) error = beast::http::error::bad_version;
    is_http_1_1 = version == 11;
    head.method = method_of(view_of(method));
    head.target = view_of(target);
  }
  void on_response_impl(int, Text, int, Code&) override {}
  void on_field_impl(beast::http::field, Text name, Text value, Code&) override {
    // Trailers are parsed too, but count for nothing: they come after the checks.
    if (is_header_done() || ++fields > max_fields) return;
    head.headers.add(std::string(view_of(name)), std::string(view_of(value)));
  }
  void on_header_impl(Code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Code&) override {}
  std::size_t on_body_impl(Text bytes, Code&) override {
    body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, Text, Code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text bytes, Code& error) override {
    return on_body_impl(bytes, error);
  }
  void on_finish_impl(Code&) override {}
};

RequestReader::RequestReader() : parser_(std::make_unique<Parser>()) {}
RequestReader::~RequestReader() = default;

RequestHead& RequestReader::head() {
  return parser_->head;
}

std::string RequestReader::take_body() {
  return std::exchange(parser_->body, {});
}

bool RequestReader::is_complete() const {
  return has_head_ && parser_->is_done();
}

RequestReader::Step RequestReader::read(std::string_view& bytes) {
  if (error_) return Step::failed;
  if (!has_head_) return read_head(bytes);
  if (parser_->is_done()) return Step::complete;
  return read_body(bytes);
}

RequestReader::Step RequestReader::read_head(std::string_view& bytes) {
  // A client may send an empty line after the body before (RFC 9112 section 2.2).
  while (searched_ == 0 && bytes.starts_with("\r\n")) bytes.remove_prefix(2);
  const auto end = bytes.find("\r\n\r\n", searched_);
  if (end == std::string_view::npos || end + 4 > max_head_bytes) {
    searched_ = bytes.size() - std::min<std::size_t>(bytes.size(), 3);
    return refuse_long_head(bytes);
  }
  const auto head_bytes = bytes.substr(0, end + 4);
  if (head_bytes.contains("\r\n ") || head_bytes.contains("\r\n\t"))
    return fail_with(ErrorCode::invalid_input, "A header field is folded over lines");

  beast::error_code error;
  parser_->eager(false);  // stops after the head
  parser_->put({head_bytes.data(), head_bytes.size()}, error);
  if ((error && error != beast::http::error::need_more) || !parser_->is_header_done())
    return fail_with(ErrorCode::invalid_input, "The request is not well-formed HTTP");
  parser_->eager(true);
  bytes.remove_prefix(head_bytes.size());

  auto& head = parser_->head;
  if (head.target.size() > max_target_bytes)
    return fail_with(ErrorCode::uri_too_long, "The address of the request is too long");
  if (parser_->fields > max_fields)
    return fail_with(ErrorCode::headers_too_large, "The request has too many header fields");
  if (!has_proper_host(head.headers, parser_->is_http_1_1))
    return fail_with(ErrorCode::invalid_input, "The request must name one host");
  if (!has_proper_length(head.headers, parser_->is_http_1_1))
    return fail_with(ErrorCode::invalid_input, "The length of the request body is not clear");

  head.is_chunked = parser_->chunked();
  head.content_length = parser_->content_length().value_or(0);
  const auto connection = head.headers.get("Connection");
  head.keep_alive =
      parser_->is_http_1_1 ? !list_has(connection, "close") : list_has(connection, "keep-alive");
  head.expects_continue = parser_->is_http_1_1 && head.has_body() &&
                          equals_ignoring_case(head.headers.get("Expect"), "100-continue");
  has_head_ = true;
  return Step::head;
}

RequestReader::Step RequestReader::refuse_long_head(std::string_view bytes) {
  constexpr std::size_t longest_first_line = max_target_bytes + 64;  // with method and version
  if (bytes.size() > longest_first_line && bytes.find("\r\n") > longest_first_line)
    return fail_with(ErrorCode::uri_too_long, "The address of the request is too long");
  if (bytes.size() >= max_head_bytes)
    return fail_with(ErrorCode::headers_too_large, "The header fields of the request are too long");
  return Step::need_more;
}

RequestReader::Step RequestReader::read_body(std::string_view& bytes) {
  if (bytes.size() < (parser_->chunked() ? shortest_end : 1)) return Step::need_more;
  beast::error_code error;
  const auto taken = parser_->put({bytes.data(), bytes.size()}, error);
  if (error && error != beast::http::error::need_more)
    return fail_with(ErrorCode::invalid_input, "The body of the request is malformed");
  bytes.remove_prefix(taken);
  if (!parser_->body.empty()) return Step::body;
  if (parser_->is_done()) return Step::complete;
  if (taken == 0 && bytes.size() > max_chunk_line_bytes)
    return fail_with(ErrorCode::invalid_input, "A chunk of the request body has too long a header");
  return Step::need_more;
}

RequestReader::Step RequestReader::fail_with(ErrorCode code, std::string message) {
  error_ = fail(code, std::move(message)).error();
  return Step::failed;
}

}  // namespace vtp::http
