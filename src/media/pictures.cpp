#include "media/pictures.h"

#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/try.h"
#include "media/ffmpeg.h"
#include "media/files.h"
#include "media/mp4/key_frames.h"
#include "media/storyboard.h"

namespace vtp::media {
namespace {

/// Fits the picture into the frame, with black beside or above it. Each by itself, for sizes may change.
std::string letter_box(int width, int height) {
  return fmt::format(
      "scale={0}:{1}:force_original_aspect_ratio=decrease:force_divisible_by=2:eval=frame,"
      "pad={0}:{1}:(ow-iw)/2:(oh-ih)/2:eval=frame,setsar=1",
      width, height);
}

int height_for(int width) {
  return (width * 9 / 16 + 1) / 2 * 2;
}

/// A file for ffmpeg to read, gone when this is.
class Scratch {
 public:
  explicit Scratch(const std::filesystem::path& beside) : path_(beside.string() + ".frames.mp4") {}
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Runs ffmpeg so that it writes files named by `pattern` into `folder`.
Result<void> draw(const Tools& tools, std::vector<std::string> input, std::string_view filters,
                  const std::filesystem::path& folder, const std::string& pattern, const Watch& watch) {
  auto arguments = std::move(input);
  // Another size of the picture must not begin the filters anew, or a half-filled sheet would be written.
  arguments.insert(arguments.begin(), {"-reinit_filter", "0"});
  for (auto argument : {std::string("-an"), std::string("-vf"), std::string(filters),
                        std::string("-fps_mode"), std::string("passthrough"), std::string("-map_metadata"),
                        std::string("-1"), std::string("-c:v"), std::string("mjpeg"), std::string("-pix_fmt"),
                        std::string("yuvj420p"), std::string("-q:v"), std::string("4"), std::string("-f"),
                        std::string("image2"), std::string("-start_number"), std::string("0"), pattern})
    arguments.push_back(std::move(argument));
  VTP_CHECK(run_ffmpeg(tools, {std::move(arguments), folder, 0}, watch));
  return {};
}

/// A single picture, under a name of its own until it is complete.
Result<void> draw_one(const Tools& tools, std::vector<std::string> input, std::string_view filters,
                      const std::filesystem::path& output, const Watch& watch) {
  const std::filesystem::path partial = output.string() + ".partial";
  for (const auto* argument : {"-frames:v", "1", "-update", "1"}) input.emplace_back(argument);
  VTP_CHECK(
      draw(tools, std::move(input), filters, partial.parent_path(), partial.filename().string(), watch));
  std::error_code error;
  std::filesystem::rename(partial, output, error);
  if (error) return fail(ErrorCode::internal_error, "The picture cannot be stored.");
  return {};
}

}  // namespace

Result<void> make_thumbnail(const Tools& tools, const StoredFolder& video, double seconds, int width,
                            const std::filesystem::path& output, const Watch& watch) {
  const Scratch frames(output);
  VTP_TRY(const auto bytes, mp4::pick_key_frames(video, {&seconds, 1}));
  VTP_CHECK(write_file(frames.path(), bytes));
  return draw_one(tools, own_input(frames.path()), letter_box(width, height_for(width)), output, watch);
}

Result<void> make_neutral_thumbnail(const Tools& tools, int width, const std::filesystem::path& output,
                                    const Watch& watch) {
  // Bars like those of a sound level, in the middle of a calm ground.
  const int height = height_for(width);
  std::string filters;
  constexpr int shares[] = {12, 26, 44, 30, 56, 38, 50, 24, 34, 14};  // of the height, in percent
  const int step = width / 24;
  int left = width / 2 - step * 5 + step / 4;
  for (const int share : shares) {
    filters += fmt::format("{}drawbox=x={}:y={}:w={}:h={}:color=0x8fb3e8:t=fill", filters.empty() ? "" : ",",
                           left, height / 2 - height * share / 200, step / 2, height * share / 100);
    left += step;
  }
  return draw_one(tools,
                  {"-f", "lavfi", "-i", fmt::format("color=c=0x1f2a3d:s={}x{}:d=1:r=1", width, height)},
                  filters, output, watch);
}

Result<void> make_storyboard(const Tools& tools, const StoredFolder& video,
                             const std::filesystem::path& output, const Watch& watch) {
  const auto board = storyboard_for(video.index.duration_seconds());
  std::vector<double> times;
  for (int frame = 0; frame < board.frames; ++frame) times.push_back(frame * board.interval_seconds);
  const Scratch frames(output / "storyboard");
  VTP_TRY(const auto bytes, mp4::pick_key_frames(video, times));
  VTP_CHECK(write_file(frames.path(), bytes));
  const auto filters =
      fmt::format("{},tile={}x{}", letter_box(Storyboard::frame_width, Storyboard::frame_height),
                  Storyboard::columns, Storyboard::rows);
  return draw(tools, own_input(frames.path()), filters, output, "%d.jpg", watch);
}

}  // namespace vtp::media
