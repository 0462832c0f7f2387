#include "support/live/rtp_packets.h"

#include <bit>

#include "media/bitstreams/h264_units.h"
#include "rtc/rtp/rtp_packet.h"
#include "support/rtc/bit_writer.h"

namespace vtp::live::test {
namespace {

using namespace std::string_view_literals;

constexpr auto fake_head = "\x80\x42\x42"sv;  // the first macroblock, and something that is no start code

void exp_golomb(rtc::BitWriter& writer, std::uint32_t value) {
  const auto width = static_cast<unsigned>(std::bit_width(value + 1));
  writer.add(0, width - 1).add(value + 1, width);
}

/// Without zeros, which a unit may not hold as they are.
std::string escaped(std::string_view content) {
  std::string text;
  for (const char c : content) {
    text.push_back(static_cast<char>('a' + (static_cast<unsigned char>(c) >> 4U)));
    text.push_back(static_cast<char>('a' + (static_cast<unsigned char>(c) & 15U)));
  }
  return text;
}

std::string unescaped(std::string_view text) {
  std::string content;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    content.push_back(static_cast<char>((text[i] - 'a') << 4 | (text[i + 1] - 'a')));
  return content;
}

}  // namespace

rtc::Buffer rtp_packet(std::uint32_t ssrc, std::uint16_t sequence, std::uint32_t timestamp, bool marker,
                       std::string_view payload) {
  rtc::Buffer bytes(rtc::rtp_fixed_header_bytes + payload.size());
  rtc::write_rtp(
      {.marker = marker, .payload_type = 96, .sequence = sequence, .timestamp = timestamp, .ssrc = ssrc}, {},
      {reinterpret_cast<const std::uint8_t*>(payload.data()), payload.size()}, bytes);
  return bytes;
}

BufferedPacket buffered(std::uint32_t timestamp, bool marker, std::string_view payload) {
  return {.timestamp = timestamp,
          .marker = marker,
          .arrived_at = {},
          .payload = {payload.begin(), payload.end()}};
}

std::vector<std::string> h264_payloads(std::string_view sample, std::size_t longest) {
  std::vector<std::string> payloads;
  const auto units = media::split_sample(sample).value();
  for (const auto unit : units) {
    if (unit.size() <= longest) {
      payloads.emplace_back(unit);
      continue;
    }
    const auto header = static_cast<unsigned char>(unit[0]);
    for (std::size_t at = 1; at < unit.size(); at += longest) {
      const auto piece = unit.substr(at, longest);
      const unsigned start = at == 1 ? 0x80 : 0, end = at + piece.size() == unit.size() ? 0x40 : 0;
      std::string payload{static_cast<char>((header & 0xE0U) | 28U),
                          static_cast<char>(start | end | (header & 0x1FU))};
      payloads.push_back(payload.append(piece));
    }
  }
  return payloads;
}

std::string h264_aggregate(const std::vector<std::string>& units) {
  std::string payload(1, '\x78');
  for (const auto& unit : units) {
    payload.push_back(static_cast<char>(unit.size() >> 8U));
    payload.push_back(static_cast<char>(unit.size() & 0xFFU));
    payload += unit;
  }
  return payload;
}

std::vector<std::string> vp8_payloads(std::string_view frame, const Vp8Place& place, std::size_t longest) {
  std::vector<std::string> payloads;
  for (std::size_t at = 0; at < frame.size(); at += longest) {
    std::string payload{static_cast<char>(0x80U | (at == 0 ? 0x10U : 0U)),
                        static_cast<char>(0xE0),
                        static_cast<char>(0x80U | place.picture >> 8U),
                        static_cast<char>(place.picture & 0xFFU),
                        static_cast<char>(place.base),
                        static_cast<char>(unsigned{place.layer} << 6U | (place.is_sync ? 0x20U : 0U))};
    payloads.push_back(payload.append(frame.substr(at, longest)));
  }
  return payloads;
}

std::string h264_sequence_unit(media::PictureSize size) {
  rtc::BitWriter writer;
  writer.add(0x67, 8).add(66, 8).add(0xC0, 8).add(31, 8);
  exp_golomb(writer, 0);  // its id
  exp_golomb(writer, 0);  // of frame numbers
  exp_golomb(writer, 2);  // pictures come in their order
  exp_golomb(writer, 1);  // reference frames
  writer.add(0, 1);
  exp_golomb(writer, static_cast<std::uint32_t>(size.width / 16 - 1));
  exp_golomb(writer, static_cast<std::uint32_t>(size.height / 16 - 1));
  writer.add(0b1100, 4).add(1, 1);
  return {writer.bytes().begin(), writer.bytes().end()};
}

std::string h264_picture_unit() {
  return "\x68\xCE\x3C\x80";
}

std::string fake_h264(bool is_key, media::PictureSize size, std::string_view content) {
  std::string sample;
  if (is_key) {
    media::append_unit(sample, h264_sequence_unit(size));
    media::append_unit(sample, h264_picture_unit());
  }
  media::append_unit(sample, std::string(1, is_key ? '\x65' : '\x41').append(fake_head) + escaped(content));
  return sample;
}

std::string content_of_fake_h264(std::string_view sample) {
  const auto units = media::split_sample(sample);
  return units && !units->empty() ? unescaped(units->back().substr(1 + fake_head.size())) : std::string();
}

std::string fake_vp8(bool is_key, media::PictureSize size, std::string_view content) {
  std::string frame{static_cast<char>(is_key ? 0x10 : 0x11), 0, 0};
  if (is_key) {
    frame += "\x9D\x01\x2A";
    for (const int side : {size.width, size.height}) {
      frame.push_back(static_cast<char>(side & 0xFF));
      frame.push_back(static_cast<char>(side >> 8));
    }
  }
  return frame.append(content);
}

std::string content_of_fake_vp8(std::string_view frame) {
  const bool is_key = (static_cast<unsigned char>(frame[0]) & 1U) == 0;
  return std::string(frame.substr(is_key ? 10 : 3));
}

}  // namespace vtp::live::test
