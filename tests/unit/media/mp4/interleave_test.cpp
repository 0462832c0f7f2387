#include "media/mp4/interleave.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "media/encode.h"
#include "media/files.h"
#include "media/mp4/box.h"
#include "media/names.h"
#include "support/media/fake_rendition.h"
#include "support/media/sample_files.h"

namespace vtp::media {
namespace {

using test::fake_rendition;
using test::FakeRendition;

std::string interleaved(const FakeRendition& video, const FakeRendition& audio, std::size_t number) {
  const auto range = audio_segments_for(video.index, number, audio.index);
  std::vector<std::string> audio_segments(audio.segments.begin() + static_cast<std::ptrdiff_t>(range.first),
                                          audio.segments.begin() + static_cast<std::ptrdiff_t>(range.end));
  return interleave_segment({.video = video.index,
                             .audio = audio.index,
                             .number = number,
                             .video_init = video.init,
                             .audio_init = audio.init,
                             .video_segment = video.segments[number],
                             .audio_segments = std::move(audio_segments)})
      .value();
}

std::size_t count(std::string_view text, std::string_view word) {
  std::size_t found = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

RC_GTEST_PROP(Interleave, EverySampleIsThereExactlyOnce, ()) {
  const auto counts = rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 12));
  const auto video = fake_rendition(TrackKind::video, 30000, 1001, *rc::gen::nonEmpty(counts));
  const auto audio = fake_rendition(TrackKind::audio, 48000, 1024, *rc::gen::nonEmpty(counts));
  std::string all;
  for (std::size_t number = 0; number < video.segments.size(); ++number)
    all += interleaved(video, audio, number);
  for (const auto& sample : video.samples) RC_ASSERT(count(all, sample) == 1U);
  for (const auto& sample : audio.samples) RC_ASSERT(count(all, sample) == 1U);
}

TEST(Interleave, SoundIsWithThePicturesThatItAccompanies) {
  const auto video = fake_rendition(TrackKind::video, 10, 1, {10, 10});
  const auto audio = fake_rendition(TrackKind::audio, 100, 7, {20, 10});
  const auto second = interleaved(video, audio, 1);
  // The 15th packet begins at 0.98 s, the 16th at 1.05 s.
  EXPECT_EQ(count(second, "mp4a.40.2 sample 14;"), 0U);
  EXPECT_EQ(count(second, "mp4a.40.2 sample 15;"), 1U);
}

TEST(Interleave, OnlyTheNeededAudioSegmentsAreRead) {
  const auto video = fake_rendition(TrackKind::video, 10, 1, {10, 10, 10});
  const auto audio = fake_rendition(TrackKind::audio, 100, 5, {10, 10, 10, 10, 10, 10, 10});
  EXPECT_EQ(audio_segments_for(video.index, 1, audio.index).first, 2U);
  EXPECT_EQ(audio_segments_for(video.index, 1, audio.index).end, 4U);
  EXPECT_EQ(audio_segments_for(video.index, 2, audio.index).end, 7U);
}

TEST(Interleave, PicturesGoOnAfterTheSoundHasEnded) {
  const auto video = fake_rendition(TrackKind::video, 10, 1, {10, 10});
  const auto audio = fake_rendition(TrackKind::audio, 100, 7, {3});
  const auto range = audio_segments_for(video.index, 1, audio.index);
  EXPECT_EQ(range.first, range.end);
  EXPECT_EQ(count(interleaved(video, audio, 1), "moof"), 1U);
}

/// Without the segment: a gap as long.
void lose(FakeRendition& rendition, std::size_t number) {
  rendition.index.inits = {{rendition.index.codec, {}, rendition.index.init_size}};
  rendition.index.segments[number].size = 0;
  rendition.segments[number].clear();
}

TEST(Interleave, SoundGoesOnInAGapOfThePicture) {
  auto video = fake_rendition(TrackKind::video, 10, 1, {10, 10, 10});
  const auto audio = fake_rendition(TrackKind::audio, 100, 7, {20, 10, 10});
  lose(video, 1);
  const auto gap = interleaved(video, audio, 1);
  EXPECT_EQ(count(gap, "avc1"), 0U);
  EXPECT_EQ(count(gap, "mp4a.40.2 sample 15;"), 1U);
  EXPECT_TRUE(has_sound(video.index, 1, audio.index));
}

TEST(Interleave, SoundAfterAGapOfItKeepsItsTime) {
  const auto video = fake_rendition(TrackKind::video, 10, 1, {30});
  auto audio = fake_rendition(TrackKind::audio, 100, 10, {10, 10, 10});
  lose(audio, 1);
  const auto segment = interleaved(video, audio, 0);
  EXPECT_EQ(count(segment, "moof"), 3U);
  std::vector<std::uint64_t> times;
  mp4::BoxReader boxes(segment);
  while (const auto box = boxes.next())
    if (box->type == "moof")
      times.push_back(mp4::FieldReader(mp4::find_path(box->content, "traf/tfdt")->content.substr(4)).u64());
  EXPECT_EQ(times, (std::vector<std::uint64_t>{0, 0, 200}));
}

TEST(Interleave, WhereBothAreMissingThereIsNoSound) {
  auto audio = fake_rendition(TrackKind::audio, 100, 10, {10, 10, 10});
  const auto video = fake_rendition(TrackKind::video, 10, 1, {10, 10, 10});
  lose(audio, 1);
  EXPECT_TRUE(has_sound(video.index, 0, audio.index));
  EXPECT_FALSE(has_sound(video.index, 1, audio.index));
}

TEST(Interleave, DamagedPartsAreAnError) {
  const auto video = fake_rendition(TrackKind::video, 10, 1, {10});
  EXPECT_FALSE(interleave_init(video.init, "x"));
  EXPECT_FALSE(interleave_segment({.video = video.index,
                                   .audio = video.index,
                                   .number = 0,
                                   .video_init = video.init,
                                   .audio_init = video.init,
                                   .video_segment = "nothing",
                                   .audio_segments = {}}));
}

TEST(Interleave, ARealLecturePlaysAsOneFile) {
  const auto tools = test::quick_tools();
  test::TemporaryFolder folder;
  test::make_small_lecture(folder / "a.mp4", 9);
  const auto info = probe(tools, folder / "a.mp4").value();
  const auto renditions = encode(tools,
                                 {.input = folder / "a.mp4",
                                  .info = info,
                                  .rungs = ladder_for(info),
                                  .output = folder.path(),
                                  .segment_seconds = 4,
                                  .preset = "superfast"},
                                 {})
                              .value();
  const auto load = [&](const StoredRendition& rendition) {
    FakeRendition files{.index = rendition.index,
                        .init = read_file(folder / rendition.name / init_name, 1U << 20U).value(),
                        .segments = {},
                        .samples = {}};
    for (std::size_t i = 0; i < rendition.index.segments.size(); ++i)
      files.segments.push_back(read_file(folder / rendition.name / segment_name(i), 1U << 30U).value());
    return files;
  };
  const auto video = load(renditions[0]);
  const auto audio = load(renditions[1]);
  auto whole = interleave_init(video.init, audio.init).value();
  for (std::size_t i = 0; i < video.segments.size(); ++i) whole += interleaved(video, audio, i);
  test::write_text(folder / "av.mp4", whole);
  const auto pictures = test::decoded_times(folder / "av.mp4", "v:0");
  const auto sound = test::decoded_times(folder / "av.mp4", "a:0");
  EXPECT_EQ(pictures, test::decoded_times(test::joined(folder / "240p"), "v:0"));
  EXPECT_EQ(sound, test::decoded_times(test::joined(folder / "audio"), "a:0"));
  EXPECT_EQ(pictures.size(), 270U);
  EXPECT_NEAR(pictures.front(), 0, 1e-6);
  EXPECT_NEAR(sound.front(), 0, 1e-6);
}

}  // namespace
}  // namespace vtp::media
