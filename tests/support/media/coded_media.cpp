#include "support/media/coded_media.h"

#include <cstring>

#include <gtest/gtest.h>

#include "media/files.h"
#include "media/mp4/box.h"
#include "media/mp4/fragment.h"

namespace vtp::media::test {
namespace {

std::string made(std::string_view name, std::string_view arguments) {
  const TemporaryFolder folder;
  make_media(folder / name, arguments);
  return read_file(folder / name, 1U << 30U).value_or("");
}

}  // namespace

std::vector<std::string> coded_samples(std::string_view arguments) {
  const auto file = made(
      "coded.mp4", std::string(arguments) + " -movflags frag_keyframe+empty_moov+default_base_moof -f mp4");
  const auto trex = mp4::find_path(file, "moov/mvex/trex");
  if (!trex) return {};
  mp4::FieldReader fields(trex->content);
  fields.skip(12);
  mp4::SampleDefaults defaults;
  defaults.duration = fields.u32();
  defaults.size = fields.u32();
  defaults.flags = fields.u32();
  const auto fragment = mp4::parse_fragment(file, defaults);
  EXPECT_TRUE(fragment);
  std::vector<std::string> samples;
  if (fragment)
    for (const auto& sample : fragment->samples) samples.emplace_back(sample.data);
  return samples;
}

std::vector<std::string> coded_vp8(std::string_view arguments) {
  constexpr std::size_t file_header = 32, frame_header = 12;
  const auto file = made("coded.ivf", arguments);
  std::vector<std::string> frames;
  for (std::string_view rest = std::string_view(file).substr(file_header); rest.size() > frame_header;) {
    std::size_t size = 0;
    for (std::size_t i = 4; i-- > 0;) size = size << 8U | static_cast<unsigned char>(rest[i]);
    frames.emplace_back(rest.substr(frame_header, size));
    rest.remove_prefix(frame_header + size);
  }
  return frames;
}

std::string coded_annex_b(std::string_view arguments) {
  return made("coded.h264", arguments);
}

std::vector<float> decoded_sound(const std::filesystem::path& file) {
  const auto bytes =
      made("sound.f32", "-xerror -i file:" + file.string() + " -ac 1 -ar 48000 -c:a pcm_f32le -f f32le");
  std::vector<float> samples(bytes.size() / sizeof(float));
  std::memcpy(samples.data(), bytes.data(), samples.size() * sizeof(float));
  return samples;
}

std::string content_of_box(std::string_view file, std::string_view type) {
  // Boxes are found by their names: some lie behind fields that only their parents understand.
  const auto at = file.find(type);
  if (at == std::string_view::npos || at < 4) return {};
  const auto box = mp4::BoxReader(file.substr(at - 4)).next();
  return box ? std::string(box->content) : std::string();
}

}  // namespace vtp::media::test
