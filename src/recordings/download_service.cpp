#include "recordings/download_service.h"

#include <utility>

#include "base/try.h"
#include "recordings/access_log.h"
#include "recordings/links.h"
#include "recordings/processing/job_kinds.h"
#include "recordings/rendition_store.h"

namespace vtp::recordings {
namespace {

/// A title as the name of a file: no path, nothing that cannot be seen.
std::string file_name_of(const Recording& recording, std::string_view extension) {
  std::string name;
  for (const char c : recording.title)
    name.push_back(static_cast<unsigned char>(c) < 0x20 || c == '/' || c == '\\' ? '_' : c);
  return name.append(".").append(extension);
}

processing::DownloadKind kind_of(DownloadFormat format) {
  return format == DownloadFormat::audio ? processing::DownloadKind::audio : processing::DownloadKind::mp4;
}

}  // namespace

Result<DownloadService::Choice> DownloadService::choose(const Identity& caller, RecordingId id,
                                                        DownloadFormat format) {
  return database_.read([&](db::Transaction& tx) -> Result<Choice> {
    VTP_TRY(auto access, require(tx, caller, id, Right::download, clock_.now()));
    const auto recording = access.recording;
    Choice choice{.access = std::move(access)};
    if (format == DownloadFormat::original) {
      if (recording.file_path.empty() || recording.is_being_captured() || !store_.exists(recording.file_path))
        return std::unexpected(not_playable(choice.access));
      choice.key = recording.file_path;
      choice.file_name = file_name_of(recording, recording.format);
      choice.mime_type = recording.mime_type.value_or("application/octet-stream");
      return choice;
    }
    const auto renditions = find_renditions(tx, id);
    choice.plan = processing::plan_download(recording, renditions, kind_of(format));
    if (!choice.plan) return std::unexpected(not_playable(choice.access));
    const bool has_picture = choice.plan->video != nullptr;
    choice.plan->video = choice.plan->audio = nullptr;  // `renditions` ends here
    choice.key = choice.plan->key;
    choice.file_name = file_name_of(recording, has_picture ? "mp4" : "m4a");
    choice.mime_type = has_picture ? "video/mp4" : "audio/mp4";
    return choice;
  });
}

Result<Download> DownloadService::open(const Identity& caller, RecordingId id, DownloadFormat format) {
  VTP_TRY(auto choice, choose(caller, id, format));
  if (!choice.plan) {
    VTP_TRY(auto path, store_.path_of(choice.key));
    return Download{std::move(path), std::move(choice.file_name), std::move(choice.mime_type)};
  }
  const PreparedFile file{choice.key, processing::remux_kind, std::string(to_text(kind_of(format)))};
  VTP_TRY(auto path, files_.await(choice.access, file));
  return Download{std::move(path), std::move(choice.file_name), std::move(choice.mime_type)};
}

Result<void> DownloadService::log(const Visit& visit, RecordingId id) {
  return database_.write(
      [&](db::Transaction& tx) { log_access(tx, visit, id, AccessAction::download, clock_.now()); });
}

Result<DownloadUrl> DownloadService::url(const Identity& caller, RecordingId id, DownloadFormat format,
                                         const std::string& origin) {
  VTP_TRY(auto choice, choose(caller, id, format));
  DownloadUrl url;
  url.recording_id = id;
  url.expires_in = settings_.download_token_life;
  url.expires_at = clock_.now() + settings_.download_token_life;
  url.download_url =
      origin + recording_url(id, "/download?format=") + std::string(to_text(format)) +
      "&token=" + tokens_.issue(caller, id, MediaLevel::download, settings_.download_token_life);
  url.file_name = std::move(choice.file_name);
  url.mime_type = std::move(choice.mime_type);
  if (store_.exists(choice.key)) url.file_size_bytes = static_cast<std::int64_t>(store_.size_of(choice.key));
  return url;
}

}  // namespace vtp::recordings
