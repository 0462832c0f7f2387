#include "accounts/user.h"

namespace vtp::accounts {

Profile profile_of(const User& user) {
  return {.user_id = user.id,
          .email = user.email,
          .full_name = user.full_name,
          .phone = user.phone,
          .role = user.role,
          .requested_role = user.requested_role,
          .approval_status = user.approval_status,
          .locale = user.locale,
          .totp_enabled = user.totp_enabled,
          .created_at = user.created_at,
          .last_login_at = user.last_login_at};
}

}  // namespace vtp::accounts
