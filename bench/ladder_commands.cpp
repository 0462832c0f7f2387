// Prints as JSON how a file would be encoded, for bench/ladder.py: ladder_commands FILE X264_PRESET. Each
// command line is a list of ffmpeg's arguments; outputs are relative to the folder where it is to be run.
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "json/writer.h"
#include "media/encode_command.h"
#include "media/ladder.h"
#include "media/names.h"
#include "media/probe.h"

namespace {

using namespace vtp;

using Rungs = std::vector<media::Rung>;

class Commands {
 public:
  Commands(media::EncodeRequest whole, media::Tools tools)
      : whole_(std::move(whole)), tools_(std::move(tools)) {}

  std::string write() {
    out_.begin_object();
    out_.key("renditions");
    out_.begin_array();
    for (const auto& rung : whole_.rungs) out_.value(std::string_view(rung.name));
    out_.value(media::audio_rendition);
    out_.end_array();
    const Rungs& all = whole_.rungs;
    arrangement("one process", [&] { add(all, true); });
    arrangement("lowest first, then the rest", [&] {
      add({all.front()}, true);
      add(Rungs(all.begin() + 1, all.end()), false);
    });
    arrangement("one process for each rendition", [&] {
      for (const auto& rung : all) add({rung}, false);
      add({}, true);
    });
    out_.end_object();
    return out_.take();
  }

 private:
  template <class Lines>
  void arrangement(std::string_view name, Lines lines) {
    out_.key(name);
    out_.begin_array();
    lines();
    out_.end_array();
  }

  void add(const Rungs& rungs, bool with_audio) {
    auto request = whole_;
    request.rungs = rungs;
    request.with_audio = with_audio;
    out_.begin_array();
    for (const auto& argument : media::encode_arguments(tools_, request))
      out_.value(std::string_view(argument));
    out_.end_array();
  }

  media::EncodeRequest whole_;
  media::Tools tools_;
  json::Writer out_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const media::Tools tools;
  media::EncodeRequest request;
  request.input = argv[1];
  request.preset = argv[2];
  auto info = media::probe(tools, request.input);
  if (!info) {
    std::fprintf(stderr, "%s\n", info.error().message.c_str());
    return 1;
  }
  request.rungs = media::ladder_for(*info);
  request.info = *std::move(info);
  std::puts(Commands(std::move(request), tools).write().c_str());
}
