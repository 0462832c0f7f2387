// The table `recording_access_log`: who viewed, fetched or deleted which recording.
#pragma once

#include <cstdint>

#include "base/enum_names.h"
#include "base/time.h"
#include "database/database.h"
#include "recordings/recording.h"
#include "recordings/visit.h"

namespace vtp::recordings {

enum class AccessAction : std::uint8_t { view, download, stream, remove, share, unshare };

void log_access(db::Transaction& tx, const Visit& visit, RecordingId recording, AccessAction action,
                Timestamp now);

}  // namespace vtp::recordings

template <>
struct vtp::EnumNames<vtp::recordings::AccessAction> {
  static constexpr std::array<std::string_view, 6> names{"view",   "download", "stream",
                                                         "delete", "share",    "unshare"};
};
