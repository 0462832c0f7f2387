#include "http/deflate.h"

#include <array>
#include <new>
#include <zlib.h>

namespace vtp::http {
namespace {

constexpr int window_bits = -15;  // negative: raw, without zlib's header
constexpr int memory_level = 8;

/// What a flush ends with; left out on the wire (RFC 7692 section 7.2.1).
constexpr std::string_view flush_marker("\x00\x00\xFF\xFF", 4);

void show(z_stream& stream, std::string_view input) {
  // zlib promises not to write to its input, but does not say so in the type.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
  stream.avail_in = static_cast<uInt>(input.size());
}

template <std::size_t Size>
void offer(z_stream& stream, std::array<char, Size>& buffer) {
  stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
  stream.avail_out = static_cast<uInt>(buffer.size());
}

}  // namespace

Deflater::Deflater() : stream_(std::make_unique<z_stream>()) {
  if (deflateInit2(stream_.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, memory_level,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
}

Deflater::~Deflater() {
  deflateEnd(stream_.get());
}

std::string Deflater::compress(std::string_view message) {
  std::string compressed;
  std::array<char, 16384> buffer;
  deflateReset(stream_.get());
  show(*stream_, message);
  do {
    offer(*stream_, buffer);
    deflate(stream_.get(), Z_SYNC_FLUSH);
    compressed.append(buffer.data(), buffer.size() - stream_->avail_out);
  } while (stream_->avail_out == 0);
  if (compressed.ends_with(flush_marker)) compressed.resize(compressed.size() - flush_marker.size());
  // An empty message leaves nothing: section 7.2.3.6 wants one byte, the head of an empty block.
  if (compressed.empty()) compressed.assign(1, '\0');
  return compressed;
}

Inflater::Inflater() : stream_(std::make_unique<z_stream>()) {
  if (inflateInit2(stream_.get(), window_bits) != Z_OK) throw std::bad_alloc();
}

Inflater::~Inflater() {
  inflateEnd(stream_.get());
}

std::expected<std::string, Inflater::Failure> Inflater::restore(std::string_view compressed,
                                                                std::size_t max_bytes) {
  std::string message;
  std::array<char, 16384> buffer;
  inflateReset(stream_.get());
  for (const auto part : {compressed, flush_marker}) {
    show(*stream_, part);
    do {
      offer(*stream_, buffer);
      const int result = inflate(stream_.get(), Z_SYNC_FLUSH);
      message.append(buffer.data(), buffer.size() - stream_->avail_out);
      if (message.size() > max_bytes) return std::unexpected(Failure::too_big);
      if (result == Z_STREAM_END) {  // a block marked as the last one: section 7.2.3.5 lets another follow
        inflateReset(stream_.get());
        if (stream_->avail_in == 0) break;
        continue;
      }
      // No progress is an error only where input is left.
      if (result != Z_OK && result != Z_BUF_ERROR) return std::unexpected(Failure::malformed);
      if (result == Z_BUF_ERROR && stream_->avail_in > 0 && stream_->avail_out > 0)
        return std::unexpected(Failure::malformed);
    } while (stream_->avail_in > 0 || stream_->avail_out == 0);
  }
  return message;
}

}  // namespace vtp::http
