// Where values come from: defaults, a TOML file, the environment, flags; each overrules the ones before it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/config.h"
#include "base/error.h"

namespace vtp::app {

/// The text of a setting and, in words, where it was found ("default", "file vtp.toml", "environment PORT",
/// ...).
struct Sourced {
  std::string text;
  std::string source;
};

struct EffectiveConfig {
  Config config;
  std::map<std::string, Sourced, std::less<>> values;  // by key; every setting is there
};

/// Flags as given: key of the table → text, plus the file.
struct Flags {
  std::optional<std::string> config_file;
  std::vector<std::pair<std::string, std::string>> values;
};

/// A variable of the environment, or nullopt.
using Environment = std::map<std::string, std::string>;

/// The environment of this process.
Environment process_environment();

/// Puts all sources together. The error is a sentence that names the key, the source and what is wrong.
Result<EffectiveConfig> load_config(const Flags& flags, const Environment& environment);

}  // namespace vtp::app
