#include "media/ffprobe_json.h"

#include <string>

#include <gtest/gtest.h>

namespace vtp::media {
namespace {

/// A description with these streams, in a container of this name.
MediaInfo parse(const std::string& streams, const std::string& container = "mov,mp4",
                const std::string& more = R"(,"duration":"10.5","start_time":"0.5")") {
  const auto info = parse_ffprobe(R"({"programs":[],"format":{"format_name":")" + container + "\"" + more +
                                  R"(},"streams":[)" + streams + "]}");
  EXPECT_TRUE(info) << info.error().message;
  return info.value_or(MediaInfo{});
}

VideoInfo parse_video(const std::string& members) {
  return parse(R"({"codec_type":"video","width":640,"height":480)" + members + "}").video.value();
}

TEST(FfprobeJson, EverythingIsUnderstood) {
  const auto info = parse(R"({"index":1,"codec_type":"video","codec_name":"h264","profile":"High","level":31,
      "width":1280,"height":720,"sample_aspect_ratio":"1:1","pix_fmt":"yuv420p10le","field_order":"tt",
      "r_frame_rate":"30000/1001","avg_frame_rate":"30000/1001","start_time":"0.600000",
      "disposition":{"default":1,"attached_pic":0},"unheard_of":{"a":[1]}},
      {"index":0,"codec_type":"audio","codec_name":"aac","channels":2,"sample_rate":"44100",
      "start_time":"0.500000"})");
  EXPECT_EQ(info.container, "mov");
  EXPECT_EQ(info.duration_seconds, 10.5);
  EXPECT_TRUE(info.declares_duration);
  EXPECT_EQ(info.video->stream_index, 1);
  EXPECT_EQ(info.video->codec, "h264");
  EXPECT_EQ(info.video->profile, "High");
  EXPECT_EQ(info.video->level, 31);
  EXPECT_EQ(info.video->size, (PictureSize{1280, 720}));
  EXPECT_TRUE(info.video->has_square_pixels);
  EXPECT_EQ(info.video->pixel_format, "yuv420p10le");
  EXPECT_EQ(info.video->bit_depth, 10);
  EXPECT_TRUE(info.video->is_interlaced);
  EXPECT_EQ(info.video->frame_rate, (FrameRate{30000, 1001}));
  EXPECT_NEAR(info.video->start_seconds, 0.1, 1e-9);  // after the first of all streams
  EXPECT_EQ(info.audio->codec, "aac");
  EXPECT_EQ(info.audio->channels, 2);
  EXPECT_EQ(info.audio->sample_rate, 44100);
  EXPECT_EQ(info.audio->start_seconds, 0);
}

TEST(FfprobeJson, NonsenseIsAnError) {
  for (const auto* text :
       {"", "[]", "{}", R"({"format":{}})", R"({"streams":[]})", R"({"format":[],"streams":1})",
        R"({"format":{},"streams":[5]})", R"({"format":{},"streams":[{"width":"wide"}]})",
        R"({"format":{},"streams":[{"width":99999999999}]})"})
    EXPECT_FALSE(parse_ffprobe(text)) << text;
}

TEST(FfprobeJson, WhatIsUnknownHasAHarmlessValue) {
  const auto info = parse(R"({"codec_type":"video"},{"codec_type":"audio","sample_rate":"N/A"})", "mov",
                          R"(,"duration":"N/A")");
  EXPECT_EQ(info.duration_seconds, 0);
  EXPECT_EQ(info.video->frame_rate, (FrameRate{25, 1}));
  EXPECT_EQ(info.video->size, (PictureSize{0, 0}));
  EXPECT_EQ(info.video->rotation_degrees, 0);
  EXPECT_EQ(info.audio->sample_rate, 0);
}

TEST(FfprobeJson, OddValuesAreHarmless) {
  const auto video = parse(R"({"codec_type":"video","width":-2147483648,"height":-5,
      "sample_aspect_ratio":"2147483647:1","avg_frame_rate":"0/0","r_frame_rate":"1/0"})",
                           "matroska", R"(,"duration":"-1","start_time":"inf")");
  EXPECT_EQ(video.duration_seconds, 0);
  EXPECT_EQ(video.video->size, (PictureSize{0, -5}));
  EXPECT_EQ(video.video->frame_rate, (FrameRate{25, 1}));
}

TEST(FfprobeJson, RotationIsTheFirstThatIsGiven) {
  const auto rotation = [](const std::string& list) {
    return parse_video(R"(,"side_data_list":)" + list).rotation_degrees;
  };
  EXPECT_EQ(rotation(R"([{},{"rotation":-270}])"), 90);
  EXPECT_EQ(rotation(R"([{"rotation":-90},{"rotation":0}])"), 270);
  EXPECT_EQ(rotation(R"([{"rotation":179}])"), 180);
  EXPECT_EQ(parse_video(R"(,"side_data_list":[{"rotation":90}])").size, (PictureSize{480, 640}));
}

TEST(FfprobeJson, PixelsBecomeSquare) {
  const auto video = parse_video(R"(,"sample_aspect_ratio":"4:3")");
  EXPECT_EQ(video.size, (PictureSize{853, 480}));
  EXPECT_FALSE(video.has_square_pixels);
  EXPECT_TRUE(parse_video(R"(,"sample_aspect_ratio":"0:1")").has_square_pixels);
}

TEST(FfprobeJson, FrameRatesThatDifferVary) {
  const auto varying = parse_video(R"(,"avg_frame_rate":"20/1","r_frame_rate":"30/1")");
  EXPECT_TRUE(varying.has_variable_frame_rate);
  EXPECT_EQ(varying.frame_rate, (FrameRate{20, 1}));
  EXPECT_EQ(varying.finest_frame_rate, (FrameRate{30, 1}));
  const auto nearly = parse_video(R"(,"avg_frame_rate":"2990/100","r_frame_rate":"30/1")");
  EXPECT_FALSE(nearly.has_variable_frame_rate);
  EXPECT_EQ(nearly.frame_rate, (FrameRate{30, 1}));
}

TEST(FfprobeJson, TheDefaultStreamIsChosenAndNoCoverPicture) {
  const auto info = parse(R"({"codec_type":"audio","index":0,"disposition":{"default":0}},
      {"codec_type":"audio","index":1,"disposition":{"default":1}},
      {"codec_type":"video","index":2,"disposition":{"default":1,"attached_pic":1}})");
  EXPECT_EQ(info.audio->stream_index, 1);
  EXPECT_FALSE(info.video);
  EXPECT_EQ(parse(R"({"codec_type":"audio","index":3},{"codec_type":"audio","index":4})").audio->stream_index,
            3);
}

TEST(FfprobeJson, MatroskaCountsItsDurationFromZero) {
  EXPECT_EQ(parse("", "matroska,webm").duration_seconds, 10);
  EXPECT_FALSE(parse("", "mp3").declares_duration);
}

}  // namespace
}  // namespace vtp::media
