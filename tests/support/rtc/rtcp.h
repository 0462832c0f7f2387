// RTCP packets as tests take them out of what was written.
#pragma once

#include <gtest/gtest.h>

#include "rtc/rtcp/rtcp_writer.h"
#include "support/rtc/bytes.h"

namespace vtp::rtc {

/// The only packet in `bytes`, which must outlive it.
inline RtcpPacket only_packet(Bytes bytes) {
  auto reader = CompoundReader::open(bytes);
  const auto packet = reader ? reader->next() : std::nullopt;
  if (!packet || reader->next()) throw std::runtime_error("not exactly one RTCP packet");
  return *packet;
}

}  // namespace vtp::rtc
