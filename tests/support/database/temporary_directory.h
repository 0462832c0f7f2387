// A directory that is there as long as the object.
#pragma once

#include <filesystem>
#include <string>

namespace vtp::testing {

class TemporaryDirectory {
 public:
  /// In memory if the system has a place for that: many tests write small databases durably.
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace vtp::testing
