#include "database/failure.h"

namespace vtp::db {
namespace {

constexpr std::chrono::seconds retry_after{2};

}  // namespace

Error to_error(const StatementFailed& failure) {
  switch (failure.kind) {
    case StatementFailed::Kind::unavailable:
    case StatementFailed::Kind::retry:
      return {.code = ErrorCode::not_ready,
              .message = "The database is busy or unreachable; please try again",
              .retry_after = retry_after};
    case StatementFailed::Kind::storage_full:
      return {.code = ErrorCode::insufficient_storage,
              .message = "There is no storage space left on the server"};
    case StatementFailed::Kind::constraint:
    case StatementFailed::Kind::other:
      break;
  }
  return {.code = ErrorCode::internal_error, .message = "Something went wrong on the server"};
}

}  // namespace vtp::db
