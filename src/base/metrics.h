// Counters, gauges and histograms, and their text for Prometheus (exposition format 0.0.4).
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vtp {

class Counter {
 public:
  void add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

class Gauge {
 public:
  void set(double value) { value_.store(value, std::memory_order_relaxed); }
  void add(double change) { value_.fetch_add(change, std::memory_order_relaxed); }
  [[nodiscard]] double value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<double> value_ = 0;
};

class Histogram {
 public:
  /// Upper bounds, rising; what is above the last counts in +Inf.
  explicit Histogram(std::span<const double> bounds);
  void observe(double value);

  [[nodiscard]] const std::vector<double>& bounds() const { return bounds_; }
  /// Of one bucket alone; the one behind the last bound is +Inf.
  [[nodiscard]] std::uint64_t count(std::size_t bucket) const;
  [[nodiscard]] double sum() const { return sum_.load(std::memory_order_relaxed); }

 private:
  std::vector<double> bounds_;
  std::vector<std::atomic<std::uint64_t>> counts_;
  std::atomic<double> sum_ = 0;
};

/// Seconds that requests and queries take, from half a millisecond to ten seconds.
std::span<const double> duration_bounds();

/// All metrics of the process. Thread-safe. Looking one up costs a lock and a search: keep the reference,
/// which stays valid as long as the Metrics.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  using Labels = std::vector<std::pair<std::string, std::string>>;

  /// The same name and labels are the same metric. A name has one kind and one help text, those of its first
  /// use.
  Counter& counter(std::string_view name, std::string_view help, Labels labels = {});
  Gauge& gauge(std::string_view name, std::string_view help, Labels labels = {});
  Histogram& histogram(std::string_view name, std::string_view help, std::span<const double> bounds,
                       Labels labels = {});

  struct Sample {
    Labels labels;
    double value = 0;
  };
  /// A gauge whose values are asked for whenever the text is made.
  void observed_gauge(std::string_view name, std::string_view help,
                      std::function<std::vector<Sample>()> observe);
  /// Likewise for what only grows and is counted elsewhere.
  void observed_counter(std::string_view name, std::string_view help,
                        std::function<std::vector<Sample>()> observe);

  /// Families sorted by name, metrics in each by labels.
  [[nodiscard]] std::string text() const;

 private:
  struct Family;
  Family& family(std::string_view name, std::string_view help, std::string_view kind);

  mutable std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Family>, std::less<>> families_;
};

}  // namespace vtp
