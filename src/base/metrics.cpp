#include "base/metrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

namespace vtp {
namespace {

std::string label_value(std::string_view value) {
  std::string escaped;
  for (const char c : value) {
    if (c == '\n') {
      escaped += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') escaped.push_back('\\');
    escaped.push_back(c);
  }
  return escaped;
}

/// `a="b",c="d"`, by which a metric of a family is known.
std::string label_text(const Metrics::Labels& labels) {
  std::string text;
  for (const auto& [name, value] : labels) {
    if (!text.empty()) text.push_back(',');
    text.append(name).append("=\"").append(label_value(value)).append("\"");
  }
  return text;
}

std::string number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  return fmt::format("{}", value);
}

void append_sample(std::string& text, std::string_view name, std::string_view labels,
                   std::string_view value) {
  text += name;
  if (!labels.empty()) text.append("{").append(labels).append("}");
  text.append(" ").append(value).append("\n");
}

void append_histogram(std::string& text, const std::string& name, const std::string& labels,
                      const Histogram& histogram) {
  const auto prefix = labels.empty() ? std::string() : labels + ",";
  std::uint64_t total = 0;
  for (std::size_t i = 0; i <= histogram.bounds().size(); ++i) {
    total += histogram.count(i);
    const auto bound = i < histogram.bounds().size() ? number(histogram.bounds()[i]) : "+Inf";
    append_sample(text, name + "_bucket", fmt::format("{}le=\"{}\"", prefix, bound),
                  fmt::format("{}", total));
  }
  append_sample(text, name + "_sum", labels, number(histogram.sum()));
  append_sample(text, name + "_count", labels, fmt::format("{}", total));
}

}  // namespace

Histogram::Histogram(std::span<const double> bounds)
    : bounds_(bounds.begin(), bounds.end()), counts_(bounds.size() + 1) {}

void Histogram::observe(double value) {
  const auto bucket = std::ranges::lower_bound(bounds_, value) - bounds_.begin();
  counts_[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
  sum_.fetch_add(value, std::memory_order_relaxed);
}

std::uint64_t Histogram::count(std::size_t bucket) const {
  return counts_[bucket].load(std::memory_order_relaxed);
}

std::span<const double> duration_bounds() {
  static constexpr std::array bounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                     0.1,    0.25,  0.5,    1.0,   2.5,  5.0,   10.0};
  return bounds;
}

struct Metrics::Family {
  std::string help;
  std::string kind;
  std::map<std::string, Counter> counters;
  std::map<std::string, Gauge> gauges;
  std::map<std::string, Histogram> histograms;
  std::function<std::vector<Sample>()> observe;
};

Metrics::Metrics() = default;
Metrics::~Metrics() = default;

Metrics::Family& Metrics::family(std::string_view name, std::string_view help, std::string_view kind) {
  auto found = families_.find(name);
  if (found == families_.end()) {
    auto family = std::make_unique<Family>();
    family->help = help;
    family->kind = kind;
    found = families_.emplace(std::string(name), std::move(family)).first;
  }
  if (found->second->kind != kind)
    throw std::logic_error("the metric has another kind: " + std::string(name));
  return *found->second;
}

Counter& Metrics::counter(std::string_view name, std::string_view help, Labels labels) {
  const std::scoped_lock lock(mutex_);
  return family(name, help, "counter").counters[label_text(labels)];
}

Gauge& Metrics::gauge(std::string_view name, std::string_view help, Labels labels) {
  const std::scoped_lock lock(mutex_);
  return family(name, help, "gauge").gauges[label_text(labels)];
}

Histogram& Metrics::histogram(std::string_view name, std::string_view help, std::span<const double> bounds,
                              Labels labels) {
  const std::scoped_lock lock(mutex_);
  return family(name, help, "histogram").histograms.try_emplace(label_text(labels), bounds).first->second;
}

void Metrics::observed_gauge(std::string_view name, std::string_view help,
                             std::function<std::vector<Sample>()> observe) {
  const std::scoped_lock lock(mutex_);
  family(name, help, "gauge").observe = std::move(observe);
}

void Metrics::observed_counter(std::string_view name, std::string_view help,
                               std::function<std::vector<Sample>()> observe) {
  const std::scoped_lock lock(mutex_);
  family(name, help, "counter").observe = std::move(observe);
}

std::string Metrics::text() const {
  const std::scoped_lock lock(mutex_);
  std::string text;
  for (const auto& [name, family] : families_) {
    fmt::format_to(std::back_inserter(text), "# HELP {} {}\n# TYPE {} {}\n", name, family->help, name,
                   family->kind);
    for (const auto& [labels, counter] : family->counters)
      append_sample(text, name, labels, fmt::format("{}", counter.value()));
    for (const auto& [labels, gauge] : family->gauges)
      append_sample(text, name, labels, number(gauge.value()));
    for (const auto& [labels, histogram] : family->histograms)
      append_histogram(text, name, labels, histogram);
    if (!family->observe) continue;
    for (const auto& sample : family->observe())
      append_sample(text, name, label_text(sample.labels), number(sample.value));
  }
  return text;
}

}  // namespace vtp
