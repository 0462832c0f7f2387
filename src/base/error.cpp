#include "base/error.h"

#include <array>
#include <utility>

namespace vtp {
namespace {

struct Row {
  ErrorCode code;
  std::string_view name;
  int status;
};

using enum ErrorCode;

constexpr std::array table{
    Row{invalid_input, "INVALID_INPUT", 400},
    Row{invalid_payload, "INVALID_PAYLOAD", 400},
    Row{unknown_event, "UNKNOWN_EVENT", 400},
    Row{missing_fields, "MISSING_FIELDS", 400},
    Row{validation_failed, "VALIDATION_FAILED", 400},
    Row{invalid_id, "INVALID_ID", 400},
    Row{invalid_email, "INVALID_EMAIL", 400},
    Row{weak_password, "WEAK_PASSWORD", 400},
    Row{password_unchanged, "PASSWORD_UNCHANGED", 400},
    Row{profile_above_source, "PROFILE_ABOVE_SOURCE", 400},
    Row{checksum_mismatch, "CHECKSUM_MISMATCH", 460},
    Row{missing_token, "MISSING_TOKEN", 401},
    Row{invalid_token, "INVALID_TOKEN", 401},
    Row{token_expired, "TOKEN_EXPIRED", 401},
    Row{token_invalid, "TOKEN_INVALID", 401},
    Row{token_reused, "TOKEN_REUSED", 401},
    Row{invalid_credentials, "INVALID_CREDENTIALS", 401},
    Row{invalid_password, "INVALID_PASSWORD", 401},
    Row{challenge_void, "CHALLENGE_VOID", 401},
    Row{insufficient_permissions, "INSUFFICIENT_PERMISSIONS", 403},
    Row{csrf_required, "CSRF_REQUIRED", 403},
    Row{account_disabled, "ACCOUNT_DISABLED", 403},
    Row{role_not_allowed, "ROLE_NOT_ALLOWED", 403},
    Row{registration_closed, "REGISTRATION_CLOSED", 403},
    Row{bootstrap_token_required, "BOOTSTRAP_TOKEN_REQUIRED", 403},
    Row{enrollment_closed, "ENROLLMENT_CLOSED", 403},
    Row{enrollment_key_invalid, "ENROLLMENT_KEY_INVALID", 403},
    Row{quota_exceeded, "QUOTA_EXCEEDED", 403},
    Row{removed_from_room, "REMOVED_FROM_ROOM", 403},
    Row{room_locked, "ROOM_LOCKED", 403},
    Row{room_full, "ROOM_FULL", 403},
    Row{device_limit, "DEVICE_LIMIT", 403},
    Row{feature_disabled, "FEATURE_DISABLED", 403},
    Row{not_in_room, "NOT_IN_ROOM", 403},
    Row{not_found, "NOT_FOUND", 404},
    Row{user_not_found, "USER_NOT_FOUND", 404},
    Row{course_not_found, "COURSE_NOT_FOUND", 404},
    Row{recording_not_found, "RECORDING_NOT_FOUND", 404},
    Row{enrollment_not_found, "ENROLLMENT_NOT_FOUND", 404},
    Row{permission_not_found, "PERMISSION_NOT_FOUND", 404},
    Row{session_not_found, "SESSION_NOT_FOUND", 404},
    Row{job_not_found, "JOB_NOT_FOUND", 404},
    Row{upload_not_found, "UPLOAD_NOT_FOUND", 404},
    Row{segment_not_found, "SEGMENT_NOT_FOUND", 404},
    Row{room_not_found, "ROOM_NOT_FOUND", 404},
    Row{participant_not_found, "PARTICIPANT_NOT_FOUND", 404},
    Row{message_not_found, "MESSAGE_NOT_FOUND", 404},
    Row{poll_not_found, "POLL_NOT_FOUND", 404},
    Row{stream_key_not_found, "STREAM_KEY_NOT_FOUND", 404},
    Row{stream_not_found, "STREAM_NOT_FOUND", 404},
    Row{not_live, "NOT_LIVE", 404},
    Row{viewer_not_found, "VIEWER_NOT_FOUND", 404},
    Row{invalid_method, "INVALID_METHOD", 405},
    Row{conflict, "CONFLICT", 409},
    Row{email_exists, "EMAIL_EXISTS", 409},
    Row{last_admin, "LAST_ADMIN", 409},
    Row{not_pending, "NOT_PENDING", 409},
    Row{course_code_exists, "COURSE_CODE_EXISTS", 409},
    Row{class_in_progress, "CLASS_IN_PROGRESS", 409},
    Row{session_started, "SESSION_STARTED", 409},
    Row{session_cancelled, "SESSION_CANCELLED", 409},
    Row{room_exists, "ROOM_EXISTS", 409},
    Row{room_closed, "ROOM_CLOSED", 409},
    Row{poll_closed, "POLL_CLOSED", 409},
    Row{p2p_not_available, "P2P_NOT_AVAILABLE", 409},
    Row{sfu_not_active, "SFU_NOT_ACTIVE", 409},
    Row{publisher_exists, "PUBLISHER_EXISTS", 409},
    Row{nothing_to_play, "NOTHING_TO_PLAY", 409},
    Row{transport_not_found, "TRANSPORT_NOT_FOUND", 404},
    Row{transport_limit, "TRANSPORT_LIMIT", 409},
    Row{transport_already_connected, "TRANSPORT_ALREADY_CONNECTED", 409},
    Row{invalid_dtls_parameters, "INVALID_DTLS_PARAMETERS", 400},
    Row{producer_not_found, "PRODUCER_NOT_FOUND", 404},
    Row{producer_exists, "PRODUCER_EXISTS", 409},
    Row{producer_limit, "PRODUCER_LIMIT", 409},
    Row{invalid_rtp_parameters, "INVALID_RTP_PARAMETERS", 400},
    Row{unsupported_codec, "UNSUPPORTED_CODEC", 400},
    Row{consumer_not_found, "CONSUMER_NOT_FOUND", 404},
    Row{cannot_consume, "CANNOT_CONSUME", 409},
    Row{consumer_limit, "CONSUMER_LIMIT", 409},
    Row{invalid_rtp_capabilities, "INVALID_RTP_CAPABILITIES", 400},
    Row{already_enrolled, "ALREADY_ENROLLED", 409},
    Row{course_full, "COURSE_FULL", 409},
    Row{course_not_active, "COURSE_NOT_ACTIVE", 409},
    Row{already_linked, "ALREADY_LINKED", 409},
    Row{course_role_not_allowed, "ROLE_NOT_ALLOWED", 409},
    Row{owner_role_fixed, "OWNER_ROLE_FIXED", 409},
    Row{not_deleted, "NOT_DELETED", 409},
    Row{recording_not_ready, "RECORDING_NOT_READY", 409},
    Row{already_recording, "ALREADY_RECORDING", 409},
    Row{not_recording, "NOT_RECORDING", 409},
    Row{recording_in_progress, "RECORDING_IN_PROGRESS", 409},
    Row{recording_failed, "RECORDING_FAILED", 409},
    Row{recording_not_active, "RECORDING_NOT_ACTIVE", 409},
    Row{already_live, "ALREADY_LIVE", 409},
    Row{transcode_running, "TRANSCODE_RUNNING", 409},
    Row{job_finished, "JOB_FINISHED", 409},
    Row{job_not_finished, "JOB_NOT_FINISHED", 409},
    Row{upload_offset_mismatch, "OFFSET_MISMATCH", 409},
    Row{upload_expired, "UPLOAD_EXPIRED", 410},
    Row{tus_version_unsupported, "TUS_VERSION_UNSUPPORTED", 412},
    Row{precondition_failed, "PRECONDITION_FAILED", 412},
    Row{payload_too_large, "PAYLOAD_TOO_LARGE", 413},
    Row{uri_too_long, "URI_TOO_LONG", 414},
    Row{unsupported_media_type, "UNSUPPORTED_MEDIA_TYPE", 415},
    Row{range_not_satisfiable, "RANGE_NOT_SATISFIABLE", 416},
    Row{unusable_offer, "UNUSABLE_OFFER", 422},
    Row{precondition_required, "PRECONDITION_REQUIRED", 428},
    Row{headers_too_large, "HEADERS_TOO_LARGE", 431},
    Row{rate_limited, "RATE_LIMITED", 429},
    Row{account_locked, "ACCOUNT_LOCKED", 429},
    Row{internal_error, "INTERNAL_ERROR", 500},
    Row{not_ready, "NOT_READY", 503},
    Row{viewer_limit_reached, "VIEWER_LIMIT_REACHED", 503},
    Row{insufficient_storage, "INSUFFICIENT_STORAGE", 507},
};

consteval bool rows_are_in_enumeration_order() {
  for (std::size_t i = 0; i < table.size(); ++i)
    if (std::to_underlying(table[i].code) != i) return false;
  return std::to_underlying(insufficient_storage) + 1U == table.size();
}
static_assert(rows_are_in_enumeration_order());

const Row& row(ErrorCode code) {
  return table[std::to_underlying(code)];
}

}  // namespace

std::string_view wire_name(ErrorCode code) {
  return row(code).name;
}

int http_status(ErrorCode code) {
  return row(code).status;
}

std::unexpected<Error> fail(ErrorCode code, std::string message) {
  return std::unexpected(
      Error{.code = code, .message = std::move(message), .details = {}, .retry_after = {}});
}

std::unexpected<Error> fail_field(std::string field, std::string message, ErrorCode code) {
  auto text = field + " " + message;
  std::vector<FieldError> details;
  details.push_back({std::move(field), code, std::move(message)});
  return std::unexpected(
      Error{.code = code, .message = std::move(text), .details = std::move(details), .retry_after = {}});
}

}  // namespace vtp
