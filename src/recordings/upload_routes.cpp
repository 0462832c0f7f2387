#include "recordings/upload_routes.h"

#include <utility>

#include "base/try.h"

namespace vtp::recordings {
namespace {

using enum http::Method;
using http::Request;
using http::Response;

/// On every answer, as the protocol asks; a client of another version learns from a refusal which one to
/// speak.
http::Headers protocol_fields() {
  http::Headers fields;
  fields.set("Tus-Resumable", std::string(tus::version));
  fields.set("Tus-Version", std::string(tus::version));
  return fields;
}

// The header fields in which the protocol says what other routes say in bodies.
constexpr http::FieldNote version_field{"Tus-Resumable", "The version of the protocol: 1.0.0", true};
constexpr http::FieldNote length_field{"Upload-Length", "Bytes of the whole file", true};
constexpr http::FieldNote metadata_field{
    "Upload-Metadata",
    "filename, and as you like title, description, course_id, lecture_title, filetype: keys with values in "
    "base64, separated by commas",
    true};
constexpr http::FieldNote offset_field{"Upload-Offset", "Bytes that the server has for certain", true};
constexpr http::FieldNote checksum_field{
    "Upload-Checksum", "sha1 or sha256 and the digest of the bytes of this request in base64"};
constexpr http::FieldNote expiry_field{"Upload-Expires",
                                       "When the upload is given up, unless more bytes come before"};
constexpr http::FieldNote recording_field{"X-Recording-Id", "The recording that the last byte has made"};

http::RouteSpec spec(http::Method method, std::string_view path, std::string summary) {
  return {.method = method,
          .path = "/api/v1/uploads" + std::string(path),
          .summary = std::move(summary),
          .tag = "Uploads",
          .errors = {ErrorCode::upload_not_found},
          .counts_towards_limits = false,
          .answer_fields = protocol_fields()};
}

Response tus_response(int status) {
  auto response = http::no_content();
  response.status = status;
  response.headers.set("Cache-Control", "no-store");
  return response;
}

/// Where the upload stands, and what it has become.
Response standing_response(int status, const Upload& upload) {
  auto response = tus_response(status);
  response.headers.set("Upload-Offset", std::to_string(upload.offset));
  if (upload.state == UploadState::uploading)
    response.headers.set("Upload-Expires", to_http_date(upload.expires_at));
  if (upload.recording_id) response.headers.set("X-Recording-Id", upload.recording_id->text());
  return response;
}

Response capabilities(const UploadService& service) {
  auto response = tus_response(204);
  response.headers.set("Allow", "GET, HEAD, OPTIONS, POST");
  response.headers.set("Tus-Extension", std::string(tus::extensions));
  response.headers.set("Tus-Max-Size", std::to_string(service.max_bytes()));
  response.headers.set("Tus-Checksum-Algorithm", std::string(tus::checksum_algorithms));
  return response;
}

Result<std::optional<tus::Checksum>> checksum_of(const Request& request) {
  if (!request.headers.has("Upload-Checksum")) return std::nullopt;
  VTP_TRY(auto checksum, tus::parse_checksum(request.headers.get("Upload-Checksum")));
  return checksum;
}

/// Bytes into an upload, which the request may have created.
class UploadSink final : public http::BodySink {
 public:
  UploadSink(std::unique_ptr<UploadWriter> writer, bool is_new)
      : writer_(std::move(writer)), is_new_(is_new) {}

  Result<void> write(std::string_view bytes) override { return writer_->write(bytes); }

  Result<Response> finish() override {
    VTP_TRY(const auto upload, writer_->finish());
    auto response = standing_response(is_new_ ? 201 : 204, upload);
    if (is_new_) response.headers.set("Location", "/api/v1/uploads/" + upload.id.text());
    return response;
  }

  void abandon() override { writer_->abandon(); }

 private:
  std::unique_ptr<UploadWriter> writer_;
  const bool is_new_;
};

/// 400 before anything is received, if the client says that it sends more than is left.
Result<void> check_announced(const Request& request, std::int64_t left) {
  const auto announced = request.headers.get("Content-Length");
  if (announced.empty()) return {};
  VTP_TRY(const auto length, tus::parse_number("Content-Length", announced));
  if (length > left) return fail(ErrorCode::invalid_input, "The upload is shorter than what is sent");
  return {};
}

Result<std::unique_ptr<http::BodySink>> begin(const Request& request, UploadService& service) {
  VTP_CHECK(tus::check_version(request.headers.get("Tus-Resumable")));
  VTP_TRY(const auto wanted,
          read_new_upload(request.headers.get("Upload-Length"), request.headers.get("Upload-Metadata")));
  VTP_TRY(auto checksum, checksum_of(request));
  VTP_CHECK(check_announced(request, wanted.length));
  VTP_TRY(auto writer, service.create(request.caller(), wanted, std::move(checksum)));
  return std::make_unique<UploadSink>(std::move(writer), true);
}

Result<std::unique_ptr<http::BodySink>> go_on(const Request& request, UploadService& service) {
  VTP_CHECK(tus::check_version(request.headers.get("Tus-Resumable")));
  // Unlike other routes, a PATCH without type is not taken for one that says it.
  if (request.headers.get("Content-Type").empty())
    return fail(ErrorCode::unsupported_media_type, "PATCH takes application/offset+octet-stream");
  VTP_TRY(const auto offset, tus::parse_number("Upload-Offset", request.headers.get("Upload-Offset")));
  VTP_TRY(auto checksum, checksum_of(request));
  VTP_TRY(const auto upload, service.find_open(request.caller(), request.id<UploadId>("id")));
  if (upload.offset == offset) VTP_CHECK(check_announced(request, upload.length - offset));
  VTP_TRY(auto writer, service.write(request.caller(), upload.id, offset, std::move(checksum)));
  return std::make_unique<UploadSink>(std::move(writer), false);
}

void add_writing_routes(http::RouteTable& table, UploadService& service, http::RateLimiter& limiter,
                        const accounts::Limits& limits) {
  auto create = spec(post, "", "Begin an upload (tus creation, creation-with-upload)");
  create.access = http::Access::teacher;
  create.status = 201;
  create.errors = {
      ErrorCode::missing_fields,   ErrorCode::validation_failed,       ErrorCode::invalid_id,
      ErrorCode::course_not_found, ErrorCode::tus_version_unsupported, ErrorCode::payload_too_large,
      ErrorCode::rate_limited,     ErrorCode::quota_exceeded,          ErrorCode::insufficient_storage,
      ErrorCode::checksum_mismatch};
  create.may_lack_body = true;
  create.request_fields = {version_field, length_field, metadata_field, checksum_field};
  create.success_fields = {offset_field, expiry_field, recording_field};
  create.body_limit = static_cast<std::size_t>(service.max_bytes());
  create.content_types = {std::string(tus::content_type)};
  table.add_streamed(create, [&](const Request& request) -> Result<std::unique_ptr<http::BodySink>> {
    if (limits.enabled)
      VTP_CHECK(limiter.admit("upload:" + request.caller().user.text(),
                              {limits.upload_create.per_minute, limits.upload_create.burst}));
    return begin(request, service);
  });

  auto append = spec(patch, "/{id}", "Append bytes to an upload");
  append.status = 204;
  append.errors = {ErrorCode::upload_not_found,        ErrorCode::conflict,
                   ErrorCode::upload_offset_mismatch,  ErrorCode::upload_expired,
                   ErrorCode::tus_version_unsupported, ErrorCode::checksum_mismatch,
                   ErrorCode::insufficient_storage};
  append.request_fields = {version_field, offset_field, checksum_field};
  append.success_fields = {offset_field, expiry_field, recording_field};
  append.body_limit = static_cast<std::size_t>(service.max_bytes());
  append.content_types = {std::string(tus::content_type)};
  table.add_streamed(append, [&](const Request& request) { return go_on(request, service); });
}

void add_reading_routes(http::RouteTable& table, UploadService& service) {
  auto offer = spec(options, "", "What the server can do of tus");
  offer.access = http::Access::open;
  offer.lane = http::Lane::loop;
  offer.status = 204;
  offer.errors.clear();
  offer.success_fields = {{"Allow", "The methods of this address", true},
                          {"Tus-Extension", "The parts of the protocol that the server knows", true},
                          {"Tus-Max-Size", "Bytes of the largest file that it takes", true},
                          {"Tus-Checksum-Algorithm", "For Upload-Checksum", true}};
  table.add_raw<json::Nothing>(
      offer, [&](const Request&, json::Nothing) -> Result<Response> { return capabilities(service); });

  auto standing = spec(head, "/{id}", "Where an upload stands");
  standing.errors.insert(standing.errors.end(),
                         {ErrorCode::tus_version_unsupported, ErrorCode::upload_expired});
  standing.request_fields = {version_field};
  standing.success_fields = {offset_field, length_field, expiry_field, recording_field};
  table.add_raw<json::Nothing>(standing, [&](const Request& request, json::Nothing) -> Result<Response> {
    VTP_CHECK(tus::check_version(request.headers.get("Tus-Resumable")));
    VTP_TRY(const auto upload, service.find_open(request.caller(), request.id<UploadId>("id")));
    auto response = standing_response(200, upload);
    response.headers.set("Upload-Length", std::to_string(upload.length));
    return response;
  });

  auto one = spec(get, "/{id}", "One upload");
  one.counts_towards_limits = true;
  table.add<json::Nothing, UploadAnswer>(
      one, [&](const Request& request, json::Nothing) -> Result<UploadAnswer> {
        VTP_TRY(const auto upload, service.find(request.caller(), request.id<UploadId>("id")));
        return answer_of(upload);
      });

  auto all = spec(get, "", "The caller's uploads");
  all.counts_towards_limits = true;
  all.errors.clear();
  table.add<UploadQuery, UploadList>(
      all, [&](const Request& request, UploadQuery query) { return service.list(request.caller(), query); });

  auto terminate = spec(del, "/{id}", "Forget an upload and its bytes");
  terminate.status = 204;
  terminate.errors.push_back(ErrorCode::conflict);
  table.add_raw<json::Nothing>(terminate, [&](const Request& request, json::Nothing) -> Result<Response> {
    VTP_CHECK(service.remove(request.caller(), request.id<UploadId>("id")));
    return tus_response(204);
  });
}

}  // namespace

void add_upload_routes(http::RouteTable& table, UploadService& service, http::RateLimiter& limiter,
                       const accounts::Limits& limits) {
  add_writing_routes(table, service, limiter, limits);
  add_reading_routes(table, service);
}

}  // namespace vtp::recordings
