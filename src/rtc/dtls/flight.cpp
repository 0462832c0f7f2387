#include "rtc/dtls/flight.h"

namespace vtp::rtc {

bool Flight::add(Bytes datagram) {
  if (is_over_) {
    is_over_ = false;
    bytes_.clear();
    ends_.clear();
    sent_ = 0;
  }
  if (ends_.size() == most_datagrams || datagram.size() > most_bytes - bytes_.size()) return false;
  bytes_.insert(bytes_.end(), datagram.begin(), datagram.end());
  ends_.push_back(bytes_.size());
  return true;
}

std::optional<Bytes> Flight::next() {
  if (!has_next()) return std::nullopt;
  const auto begin = sent_ == 0 ? 0 : ends_[sent_ - 1];
  return Bytes(bytes_).subspan(begin, ends_[sent_++] - begin);
}

}  // namespace vtp::rtc
