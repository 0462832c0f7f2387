// permessage-deflate (RFC 7692 section 7.2): each message compressed by itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

// zlib's own name.
struct z_stream_s;

namespace vtp::http {

/// Compresses messages, each without knowledge of the others. One serves all connections of a thread; it
/// holds some 260 KB.
class Deflater {
 public:
  Deflater();
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  [[nodiscard]] std::string compress(std::string_view message);

 private:
  std::unique_ptr<z_stream_s> stream_;
};

/// The opposite; holds some 40 KB.
class Inflater {
 public:
  Inflater();
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  enum class Failure : std::uint8_t { too_big, malformed };

  /// Stops as soon as the message turns out longer than `max_bytes`.
  [[nodiscard]] std::expected<std::string, Failure> restore(std::string_view compressed,
                                                            std::size_t max_bytes);

 private:
  std::unique_ptr<z_stream_s> stream_;
};

}  // namespace vtp::http
