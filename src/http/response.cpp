#include "http/response.h"

#include <chrono>
#include <unistd.h>
#include <utility>

#include "http/error_body.h"

namespace vtp::http {
namespace {

/// Seconds after which a client may try again when the refusal itself does not know.
constexpr std::chrono::seconds default_retry_after{1};

std::uint64_t size_of(const BodyPiece& piece) {
  if (const auto* text = std::get_if<std::string>(&piece)) return text->size();
  if (const auto* fixed = std::get_if<StaticBytes>(&piece)) return fixed->bytes.size();
  return std::get<FilePiece>(piece).length;
}

ErrorBody describe(const Error& error, std::string_view request_id) {
  ErrorBody body{.error = error.message,
                 .code = std::string(wire_name(error.code)),
                 .status = http_status(error.code),
                 .details = {},
                 .request_id = std::string(request_id)};
  if (error.details.empty()) return body;
  auto& details = body.details.value.emplace();
  for (const auto& detail : error.details)
    details.push_back(
        {.field = detail.field, .code = std::string(wire_name(detail.code)), .message = detail.message});
  return body;
}

}  // namespace

FilePiece::FilePiece(int descriptor, std::uint64_t from, std::uint64_t bytes)
    : offset(from), length(bytes), descriptor_(new int(descriptor), [](const int* owned) {
        ::close(*owned);
        delete owned;
      }) {}

std::uint64_t Response::content_length() const {
  std::uint64_t total = 0;
  for (const auto& piece : body) total += size_of(piece);
  return total;
}

Response text_response(int status, std::string content_type, std::string body) {
  Response response{.status = status, .headers = {}, .body = {}};
  response.headers.add("Content-Type", std::move(content_type));
  response.body.emplace_back(std::move(body));
  return response;
}

Response json_response(int status, std::string body) {
  return text_response(status, "application/json", std::move(body));
}

Response no_content() {
  return Response{.status = 204, .headers = {}, .body = {}};
}

Response error_response(const Error& error, std::string_view request_id) {
  const int status = http_status(error.code);
  auto response = json_response(status, json::write(describe(error, request_id)));
  if (status == 401) response.headers.set("WWW-Authenticate", "Bearer");
  if (error.retry_after || status == 429 || status == 503)
    response.headers.set("Retry-After",
                         std::to_string(error.retry_after.value_or(default_retry_after).count()));
  return response;
}

}  // namespace vtp::http
