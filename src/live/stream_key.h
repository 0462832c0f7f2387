// The keys by which encoders publish into a room (row E65). A key is no more than what its maker may do.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/identity.h"
#include "base/time.h"
#include "json/shape.h"

namespace vtp::live {

using StreamKeyId = Id<struct AccessKeyTag>;

struct StreamKey {
  StreamKeyId id;
  RoomId room;
  UserId maker;
  std::string name;
  Timestamp created_at;
  std::optional<Timestamp> last_used_at;
};

struct NewStreamKey {
  std::string name;
};

/// The only time that the secret is shown.
struct MadeStreamKey {
  StreamKeyId key_id;
  std::string name;
  std::string stream_key;
  std::string whip_url;
  Timestamp created_at;
};

struct StreamKeyAnswer {
  StreamKeyId key_id;
  std::string name;
  UserId created_by;
  Timestamp created_at;
  std::optional<Timestamp> last_used_at;
  bool is_publishing = false;
};

struct StreamKeyList {
  std::vector<StreamKeyAnswer> stream_keys;  // the newest first
  std::string whip_url;
};

}  // namespace vtp::live

namespace vtp::json {

template <>
struct Shape<live::NewStreamKey> {
  using T = live::NewStreamKey;
  static constexpr std::string_view name = "NewStreamKey";
  static constexpr std::array fields{field<&T::name>("name", required, length(1, 64))};
};

template <>
struct Shape<live::MadeStreamKey> {
  using T = live::MadeStreamKey;
  static constexpr std::string_view name = "MadeStreamKey";
  static constexpr std::array fields{
      field<&T::key_id>("key_id"),         field<&T::name>("name"),
      field<&T::stream_key>("stream_key"), field<&T::whip_url>("whip_url"),
      field<&T::created_at>("created_at"),
  };
};

template <>
struct Shape<live::StreamKeyAnswer> {
  using T = live::StreamKeyAnswer;
  static constexpr std::string_view name = "StreamKey";
  static constexpr std::array fields{
      field<&T::key_id>("key_id"),
      field<&T::name>("name"),
      field<&T::created_by>("created_by"),
      field<&T::created_at>("created_at"),
      field<&T::last_used_at>("last_used_at"),
      field<&T::is_publishing>("is_publishing"),
  };
};

template <>
struct Shape<live::StreamKeyList> {
  using T = live::StreamKeyList;
  static constexpr std::string_view name = "StreamKeyList";
  static constexpr std::array fields{field<&T::stream_keys>("stream_keys"), field<&T::whip_url>("whip_url")};
};

}  // namespace vtp::json
