#include "media/mp4/progressive.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "base/try.h"
#include "media/files.h"
#include "media/mp4/box.h"
#include "media/mp4/fragment.h"
#include "media/mp4/init_writer.h"
#include "media/mp4/track.h"

namespace vtp::media::mp4 {
namespace {

constexpr std::uint32_t movie_timescale = 1000;
constexpr std::uint32_t is_not_key_frame = 0x10000;  // sample_is_non_sync_sample

/// What the index says of a sample. Its bytes stay on the disk.
struct SampleEntry {
  std::uint32_t size, duration;
  std::int32_t composition_offset;
  bool is_key_frame;
};

/// The samples of one segment lie together: one chunk.
struct Chunk {
  std::size_t track, segment;
  std::uint32_t description;  // from 1 on
  double start_seconds;
  std::uint32_t samples;
  std::uint64_t size;
  std::uint64_t offset = 0;  // in the file to write
};

struct TrackTable {
  const StoredFolder* stored = nullptr;
  std::vector<std::string> inits;
  Track track;                 // as the first of them says
  std::uint64_t begin = 0;     // decode time of the first sample, in ticks
  std::uint64_t duration = 0;  // from there, in ticks
  std::vector<SampleEntry> samples;
};

/// Writes equal neighbours once, with how many they are: the form of stts and ctts.
template <class Value>
void write_runs(BoxWriter& writer, const std::vector<SampleEntry>& samples, Value value) {
  const auto count_at = writer.size();
  writer.u32(0);
  std::uint32_t runs = 0;
  for (std::size_t first = 0; first < samples.size();) {
    auto last = first + 1;
    while (last < samples.size() && value(samples[last]) == value(samples[first])) ++last;
    writer.u32(static_cast<std::uint32_t>(last - first));
    writer.u32(value(samples[first]));
    first = last;
    ++runs;
  }
  writer.patch_u32(count_at, runs);
}

class ProgressiveWriter {
 public:
  ProgressiveWriter(const std::vector<StoredFolder>& tracks, const std::function<bool(double)>& goes_on)
      : goes_on_(goes_on), tables_(tracks.size()) {
    for (std::size_t i = 0; i < tracks.size(); ++i) tables_[i].stored = &tracks[i];
  }

  Result<void> write(const std::filesystem::path& output) {
    for (std::size_t track = 0; track < tables_.size(); ++track) VTP_CHECK(read_table(track));
    std::ranges::sort(chunks_, {},
                      [](const Chunk& chunk) { return std::pair(chunk.start_seconds, chunk.track); });
    VTP_TRY(const auto head, make_head());
    FileWriter file(output);
    file.write(head);
    for (const auto& chunk : chunks_) VTP_CHECK(copy(chunk, file));
    return file.commit();
  }

 private:
  Result<void> step() {
    std::size_t total = 0;
    for (const auto& table : tables_) total += 2 * table.stored->index.segments.size();
    if (goes_on_ && !goes_on_(static_cast<double>(++done_) / static_cast<double>(total)))
      return fail(ErrorCode::job_finished, "The work was stopped.");
    return {};
  }

  Result<void> read_table(std::size_t number) {
    auto& table = tables_[number];
    const auto& index = table.stored->index;
    for (std::size_t version = 0; version < std::max<std::size_t>(index.inits.size(), 1); ++version) {
      VTP_TRY(auto init, read_init(*table.stored, version));
      VTP_TRY(const auto track, parse_init(init));
      if (version == 0) table.track = track;
      table.inits.push_back(std::move(init));
    }
    for (std::size_t segment = 0; segment < index.segments.size(); ++segment) {
      VTP_CHECK(step());
      if (index.segments[segment].is_gap()) continue;
      VTP_TRY(const auto bytes, read_segment(*table.stored, segment));
      VTP_TRY(const auto fragment, parse_fragment(bytes, table.track.defaults));
      if (table.samples.empty()) table.begin = fragment.decode_time;
      close_gap(table, fragment.decode_time - std::min(fragment.decode_time, table.begin));
      Chunk chunk{.track = number,
                  .segment = segment,
                  .description = index.segments[segment].init + 1U,
                  .start_seconds = static_cast<double>(fragment.decode_time) / table.track.timescale,
                  .samples = static_cast<std::uint32_t>(fragment.samples.size()),
                  .size = 0};
      for (const auto& sample : fragment.samples) {
        table.samples.push_back({static_cast<std::uint32_t>(sample.data.size()), sample.duration,
                                 sample.composition_offset, (sample.flags & is_not_key_frame) == 0});
        chunk.size += sample.data.size();
        table.duration += sample.duration;
      }
      chunks_.push_back(chunk);
    }
    return {};
  }

  /// The last frame of a segment is shown until the next segment begins.
  static void close_gap(TrackTable& table, std::uint64_t start) {
    if (table.samples.empty() || start <= table.duration) return;
    const auto gap = static_cast<std::uint32_t>(std::min<std::uint64_t>(start - table.duration, 1U << 31U));
    table.samples.back().duration += gap;
    table.duration += gap;
  }

  /// Everything before the samples. The index holds offsets that depend on its own length, so it is made
  /// twice.
  Result<std::string> make_head() {
    std::uint64_t data_size = 0;
    for (const auto& chunk : chunks_) data_size += chunk.size;
    auto head = write_head(data_size);
    auto offset = static_cast<std::uint64_t>(head.size());
    for (auto& chunk : chunks_) chunk.offset = std::exchange(offset, offset + chunk.size);
    return write_head(data_size);
  }

  std::string write_head(std::uint64_t data_size) {
    BoxWriter writer;
    writer.begin("ftyp");
    const bool has_video = tables_.front().track.kind == TrackKind::video;
    writer.bytes(has_video ? "isom" : "M4A ");
    writer.u32(0x200);
    writer.bytes(has_video ? "isomiso2avc1mp41" : "M4A isomiso2mp41");
    writer.end();
    writer.begin("moov");
    write_movie_header(writer);
    for (std::size_t track = 0; track < tables_.size(); ++track) write_track(writer, track);
    writer.end();
    constexpr std::uint64_t long_header = 16;
    writer.u32(1);  // the size follows in 64 bits
    writer.bytes("mdat");
    writer.u64(data_size + long_header);
    return writer.take();
  }

  static std::uint64_t movie_ticks(const TrackTable& table) {
    return table.duration * movie_timescale / table.track.timescale;
  }
  /// How long after the beginning of the lecture the track begins.
  static std::uint64_t lead_ticks(const TrackTable& table) {
    const auto origin = table.stored->index.origin();
    return (table.begin - std::min(table.begin, origin)) * movie_timescale / table.track.timescale;
  }

  void write_movie_header(BoxWriter& writer) const {
    std::uint64_t duration = 0;
    for (const auto& table : tables_) duration = std::max(duration, lead_ticks(table) + movie_ticks(table));
    writer.begin("mvhd");
    writer.version_and_flags(1, 0);
    writer.u64(0);  // creation
    writer.u64(0);  // modification
    writer.u32(movie_timescale);
    writer.u64(duration);
    writer.u32(0x00010000);  // rate 1.0
    writer.u16(0x0100);      // volume 1.0
    writer.u16(0);
    writer.u64(0);
    for (const std::uint32_t cell : {0x00010000U, 0U, 0U, 0U, 0x00010000U, 0U, 0U, 0U, 0x40000000U})
      writer.u32(cell);
    for (int i = 0; i < 6; ++i) writer.u32(0);
    writer.u32(static_cast<std::uint32_t>(tables_.size() + 1));
    writer.end();
  }

  void write_track(BoxWriter& writer, std::size_t number) {
    const auto& table = tables_[number];
    const auto trak = *find_path(table.inits.front(), "moov/trak");
    const auto minf = *find_path(trak.content, "mdia/minf");
    writer.begin("trak");
    write_track_header(writer, find_box(trak.content, "tkhd")->content, number);
    if (table.track.delay > 0 || lead_ticks(table) > 0)
      writer.bytes(
          edit_box({.lead = lead_ticks(table), .duration = movie_ticks(table), .delay = table.track.delay}));
    writer.begin("mdia");
    write_media_header(writer, table);
    if (const auto handler = find_path(trak.content, "mdia/hdlr")) writer.bytes(handler->whole);
    writer.begin("minf");
    for (const auto* type : {"vmhd", "smhd", "dinf"})
      if (const auto box = find_box(minf.content, type)) writer.bytes(box->whole);
    writer.begin("stbl");
    write_descriptions(writer, table);
    write_sample_tables(writer, number);
    writer.end();
    writer.end();
    writer.end();
    writer.end();
  }

  /// Keeps the picture size, the matrix and the volume of the fragmented track.
  static std::size_t after_times(std::string_view tkhd) { return tkhd.front() == 1 ? 36 : 24; }

  void write_track_header(BoxWriter& writer, std::string_view tkhd, std::size_t number) const {
    constexpr std::uint32_t enabled_in_movie = 3;
    writer.begin("tkhd");
    writer.version_and_flags(1, enabled_in_movie);
    writer.u64(0);
    writer.u64(0);
    writer.u32(static_cast<std::uint32_t>(number + 1));
    writer.u32(0);
    writer.u64(lead_ticks(tables_[number]) + movie_ticks(tables_[number]));
    writer.bytes(tkhd.substr(std::min(tkhd.size(), after_times(tkhd))));
    writer.end();
  }

  static void write_media_header(BoxWriter& writer, const TrackTable& table) {
    constexpr std::uint16_t undetermined = 0x55C4;  // the language "und"
    writer.begin("mdhd");
    writer.version_and_flags(1, 0);
    writer.u64(0);
    writer.u64(0);
    writer.u32(table.track.timescale);
    writer.u64(table.duration);
    writer.u16(undetermined);
    writer.u16(0);
    writer.end();
  }

  /// The sample entries of all initialisation segments, in their order.
  static void write_descriptions(BoxWriter& writer, const TrackTable& table) {
    constexpr std::size_t before_entries = 8;  // version, flags, count
    writer.begin("stsd");
    writer.version_and_flags(0, 0);
    writer.u32(static_cast<std::uint32_t>(table.inits.size()));
    for (const auto& init : table.inits)
      writer.bytes(find_path(init, "moov/trak/mdia/minf/stbl/stsd")->content.substr(before_entries));
    writer.end();
  }

  void write_sample_tables(BoxWriter& writer, std::size_t number) {
    const auto& samples = tables_[number].samples;
    writer.begin("stts");
    writer.version_and_flags(0, 0);
    write_runs(writer, samples, [](const SampleEntry& sample) { return sample.duration; });
    writer.end();
    if (tables_[number].track.kind == TrackKind::video) write_video_tables(writer, samples);
    writer.begin("stsz");
    writer.version_and_flags(0, 0);
    writer.u32(0);
    writer.u32(static_cast<std::uint32_t>(samples.size()));
    for (const auto& sample : samples) writer.u32(sample.size);
    writer.end();
    write_chunks(writer, number);
  }

  static void write_video_tables(BoxWriter& writer, const std::vector<SampleEntry>& samples) {
    writer.begin("ctts");
    writer.version_and_flags(1, 0);  // version 1: offsets are signed
    write_runs(writer, samples, [](const SampleEntry& sample) {
      return static_cast<std::uint32_t>(sample.composition_offset);
    });
    writer.end();
    writer.begin("stss");
    writer.version_and_flags(0, 0);
    writer.u32(static_cast<std::uint32_t>(std::ranges::count_if(samples, &SampleEntry::is_key_frame)));
    for (std::size_t i = 0; i < samples.size(); ++i)
      if (samples[i].is_key_frame) writer.u32(static_cast<std::uint32_t>(i + 1));
    writer.end();
  }

  void write_chunks(BoxWriter& writer, std::size_t number) {
    std::vector<const Chunk*> own;
    for (const auto& chunk : chunks_)
      if (chunk.track == number) own.push_back(&chunk);
    writer.begin("stsc");
    writer.version_and_flags(0, 0);
    writer.u32(static_cast<std::uint32_t>(own.size()));
    for (std::size_t i = 0; i < own.size(); ++i) {
      writer.u32(static_cast<std::uint32_t>(i + 1));
      writer.u32(own[i]->samples);
      writer.u32(own[i]->description);
    }
    writer.end();
    writer.begin("co64");
    writer.version_and_flags(0, 0);
    writer.u32(static_cast<std::uint32_t>(own.size()));
    for (const auto* chunk : own) writer.u64(chunk->offset);
    writer.end();
  }

  Result<void> copy(const Chunk& chunk, FileWriter& file) {
    const auto& table = tables_[chunk.track];
    VTP_TRY(const auto bytes, read_segment(*table.stored, chunk.segment));
    VTP_TRY(const auto fragment, parse_fragment(bytes, table.track.defaults));
    std::string data;
    data.reserve(chunk.size);
    for (const auto& sample : fragment.samples) data += sample.data;
    if (data.size() != chunk.size)
      return fail(ErrorCode::internal_error, "A segment changed while it was read.");
    file.write(data);
    return step();
  }

  const std::function<bool(double)>& goes_on_;
  std::vector<TrackTable> tables_;
  std::vector<Chunk> chunks_;
  std::size_t done_ = 0;
};

}  // namespace

Result<void> write_progressive(const std::vector<StoredFolder>& tracks, const std::filesystem::path& output,
                               const std::function<bool(double)>& goes_on) {
  return ProgressiveWriter(tracks, goes_on).write(output);
}

}  // namespace vtp::media::mp4
