// What can go wrong because of input or the world, and the one table that says how it is told to clients.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vtp {

/// Every reason the HTTP API and the real-time protocol can give for a refusal. The upper-case wire name and
/// the HTTP status of each one stand in the table in error.cpp.
enum class ErrorCode : std::uint8_t {
  invalid_input,
  invalid_payload,  // INVALID_INPUT of an event
  unknown_event,
  missing_fields,
  validation_failed,
  invalid_id,
  invalid_email,
  weak_password,
  password_unchanged,
  profile_above_source,
  checksum_mismatch,
  missing_token,
  invalid_token,
  token_expired,
  token_invalid,
  token_reused,
  invalid_credentials,
  invalid_password,
  challenge_void,
  insufficient_permissions,
  csrf_required,
  account_disabled,
  role_not_allowed,
  registration_closed,
  bootstrap_token_required,
  enrollment_closed,
  enrollment_key_invalid,
  quota_exceeded,
  removed_from_room,
  room_locked,
  room_full,
  device_limit,
  feature_disabled,
  not_in_room,
  not_found,
  user_not_found,
  course_not_found,
  recording_not_found,
  enrollment_not_found,
  permission_not_found,
  session_not_found,
  job_not_found,
  upload_not_found,
  segment_not_found,
  room_not_found,
  participant_not_found,
  message_not_found,
  poll_not_found,
  stream_key_not_found,
  stream_not_found,
  not_live,
  viewer_not_found,
  invalid_method,
  conflict,
  email_exists,
  last_admin,
  not_pending,
  course_code_exists,
  class_in_progress,
  session_started,
  session_cancelled,
  room_exists,
  room_closed,
  poll_closed,
  p2p_not_available,
  sfu_not_active,
  publisher_exists,
  nothing_to_play,
  transport_not_found,
  transport_limit,
  transport_already_connected,
  invalid_dtls_parameters,
  producer_not_found,
  producer_exists,
  producer_limit,
  invalid_rtp_parameters,
  unsupported_codec,
  consumer_not_found,
  cannot_consume,
  consumer_limit,
  invalid_rtp_capabilities,
  already_enrolled,
  course_full,
  course_not_active,
  already_linked,
  course_role_not_allowed,  // ROLE_NOT_ALLOWED as a conflict: the account's role cannot hold the course role
  owner_role_fixed,
  not_deleted,
  recording_not_ready,
  already_recording,
  not_recording,
  recording_in_progress,
  recording_failed,
  recording_not_active,
  already_live,
  transcode_running,
  job_finished,
  job_not_finished,
  upload_offset_mismatch,
  upload_expired,
  tus_version_unsupported,
  precondition_failed,
  payload_too_large,
  uri_too_long,
  unsupported_media_type,
  range_not_satisfiable,
  unusable_offer,
  precondition_required,
  headers_too_large,
  rate_limited,
  account_locked,
  internal_error,
  not_ready,
  viewer_limit_reached,
  insufficient_storage,
};

/// The upper-case word that clients see, e.g. "EMAIL_EXISTS".
std::string_view wire_name(ErrorCode code);

/// The HTTP status that belongs to the code (400 to 599; 460 is tus' checksum mismatch).
int http_status(ErrorCode code);

/// One field of a request that was not acceptable. `field` is a dotted path such as "cuts.0.start_seconds".
struct FieldError {
  std::string field;
  ErrorCode code = ErrorCode::validation_failed;
  std::string message;
};

/// A refusal. `message` is a sentence that may be shown to any user: no SQL, no paths, no secrets.
struct Error {
  ErrorCode code = ErrorCode::internal_error;
  std::string message;
  std::vector<FieldError> details;
  std::optional<std::chrono::seconds> retry_after;
};

/// A value, or the reason why there is none.
template <class T>
using Result = std::expected<T, Error>;

/// Makes the failing side of any Result.
std::unexpected<Error> fail(ErrorCode code, std::string message);

/// A refusal because of one field.
std::unexpected<Error> fail_field(std::string field, std::string message,
                                  ErrorCode code = ErrorCode::validation_failed);

}  // namespace vtp
