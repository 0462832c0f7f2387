#include "app/places.h"

namespace vtp::app {

std::filesystem::path media_folder(const Config& config) {
  if (!config.storage_recordings_dir.empty()) return config.storage_recordings_dir;
  return std::filesystem::path(config.server_data_dir) / "recordings";
}

std::string database_address(const Config& config) {
  if (!config.database_url.empty()) return config.database_url;
  return (std::filesystem::path(config.server_data_dir) / "vtp.db").string();
}

std::optional<std::filesystem::path> database_file(const Config& config) {
  const auto address = database_address(config);
  if (address.starts_with("postgres://") || address.starts_with("postgresql://")) return std::nullopt;
  return address;
}

}  // namespace vtp::app
