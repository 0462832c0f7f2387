#include "sfu/transport/stream_framing.h"

#include <algorithm>

namespace vtp::sfu {

/// Adds to the packet that has begun; gives how many bytes it took.
std::size_t FrameReader::complete(rtc::Bytes bytes) {
  const auto wanted =
      begun_.size() < frame_header_bytes ? frame_header_bytes : frame_header_bytes + rtc::read_u16(begun_, 0);
  const auto count = std::min(wanted - begun_.size(), bytes.size());
  begun_.insert(begun_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
  return count;
}

bool FrameReader::take(rtc::MutableBytes bytes, const OnPacket& on_packet) {
  while (!bytes.empty()) {
    if (begun_.empty() && bytes.size() >= frame_header_bytes) {
      const std::size_t size = rtc::read_u16(bytes, 0);
      if (size > longest_) return false;
      if (size <= bytes.size() - frame_header_bytes) {
        if (size > 0 && !on_packet(bytes.subspan(frame_header_bytes, size))) return false;
        bytes = bytes.subspan(frame_header_bytes + size);
        continue;
      }
    }
    bytes = bytes.subspan(complete(bytes));
    if (begun_.size() < frame_header_bytes) continue;
    const std::size_t size = rtc::read_u16(begun_, 0);
    if (size > longest_) return false;
    if (begun_.size() < frame_header_bytes + size) continue;
    if (size > 0 && !on_packet(rtc::MutableBytes(begun_).subspan(frame_header_bytes))) return false;
    begun_.clear();
  }
  return true;
}

bool FrameQueue::add(rtc::Bytes packet, std::size_t sent) {
  const auto header = frame_header(packet.size());
  const auto size = frame_header_bytes + packet.size() - sent;
  if (sent == 0 && pending().size() + size > most_bytes) return false;
  if (begin_ > most_bytes / 2) {
    bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(begin_));
    begin_ = 0;
  }
  const auto of_header = std::min(sent, frame_header_bytes);
  const auto rest = packet.subspan(sent - of_header);
  bytes_.insert(bytes_.end(), header.begin() + of_header, header.end());
  bytes_.insert(bytes_.end(), rest.begin(), rest.end());
  return true;
}

void FrameQueue::on_sent(std::size_t count) {
  begin_ += count;
  if (!is_empty()) return;
  bytes_.clear();
  begin_ = 0;
}

}  // namespace vtp::sfu
