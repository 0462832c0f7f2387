// The protocol of resumable uploads, tus 1.0.0, as far as it is text and numbers: no sockets, no files.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/enum_names.h"
#include "base/error.h"
#include "base/time.h"

struct evp_md_ctx_st;

namespace vtp::recordings::tus {

inline constexpr std::string_view version = "1.0.0";
inline constexpr std::string_view extensions =
    "creation,creation-with-upload,expiration,termination,checksum";
inline constexpr std::string_view checksum_algorithms = "sha1,sha256";
inline constexpr std::string_view content_type = "application/offset+octet-stream";

/// TUS_VERSION_UNSUPPORTED unless `Tus-Resumable` says 1.0.0.
Result<void> check_version(std::string_view tus_resumable);

/// A field of decimal digits, e.g. Upload-Offset. `name` is for the message.
Result<std::int64_t> parse_number(std::string_view name, std::string_view text);

/// Upload-Metadata: "filename bGVjdHVyZS5tcDQ=,is_draft". Keys are unique; values are UTF-8.
using Metadata = std::map<std::string, std::string, std::less<>>;
Result<Metadata> parse_metadata(std::string_view text);

enum class Algorithm : std::uint8_t { sha1, sha256 };

/// What the bytes of one PATCH must hash to.
struct Checksum {
  Algorithm algorithm = Algorithm::sha1;
  std::string digest;  // raw bytes
};
/// Upload-Checksum: "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=". Unknown algorithms are INVALID_INPUT.
Result<Checksum> parse_checksum(std::string_view text);

/// Hashes piece by piece.
class Hasher {
 public:
  explicit Hasher(Algorithm algorithm);
  void add(std::string_view bytes);
  [[nodiscard]] std::string finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// One PATCH on its way through: which of the bytes that arrive count, and where the upload stands
/// afterwards.
class Transfer {
 public:
  /// The upload stands at `offset` of `length` bytes.
  Transfer(std::int64_t offset, std::int64_t length, std::optional<Checksum> checksum);

  /// INVALID_INPUT when more bytes come than the upload has left; nothing of the whole PATCH counts then.
  Result<void> add(std::string_view bytes);

  /// All bytes are here: the new offset, or CHECKSUM_MISMATCH.
  Result<std::int64_t> finish();

  /// The connection broke: the new offset. What nothing can vouch for does not count.
  [[nodiscard]] std::int64_t abandon() const;

  /// The offset that may be remembered in the middle of the transfer.
  [[nodiscard]] std::int64_t checkpoint() const { return checksum_ ? start_ : start_ + received_; }

 private:
  std::int64_t start_;
  std::int64_t length_;
  std::int64_t received_ = 0;
  bool is_spoilt_ = false;
  std::optional<Checksum> checksum_;
  std::optional<Hasher> hasher_;
};

}  // namespace vtp::recordings::tus

template <>
struct vtp::EnumNames<vtp::recordings::tus::Algorithm> {
  static constexpr std::array<std::string_view, 2> names{"sha1", "sha256"};
};
