#include "base/metrics.h"

#include <array>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

namespace vtp {
namespace {

TEST(Metrics, TheTextIsWhatPrometheusReads) {
  Metrics metrics;
  metrics.counter("vtp_b_total", "Things.", {{"kind", "x\"\\\n"}}).add(3);
  metrics.counter("vtp_b_total", "Things.", {{"kind", "a"}}).add();
  metrics.gauge("vtp_a", "Level.").set(1.5);
  metrics.observed_gauge("vtp_d", "Asked.", [] {
    return std::vector<Metrics::Sample>{{.labels = {{"state", "done"}}, .value = 7}};
  });
  metrics.observed_counter("vtp_e_total", "Counted elsewhere.",
                           [] { return std::vector<Metrics::Sample>{{.labels = {}, .value = 8}}; });
  auto& histogram = metrics.histogram("vtp_c_seconds", "Time.", std::array{0.1, 1.0}, {{"route", "/x"}});
  histogram.observe(0.1);
  histogram.observe(0.5);
  histogram.observe(3);
  EXPECT_EQ(metrics.text(),
            "# HELP vtp_a Level.\n"
            "# TYPE vtp_a gauge\n"
            "vtp_a 1.5\n"
            "# HELP vtp_b_total Things.\n"
            "# TYPE vtp_b_total counter\n"
            "vtp_b_total{kind=\"a\"} 1\n"
            "vtp_b_total{kind=\"x\\\"\\\\\\n\"} 3\n"
            "# HELP vtp_c_seconds Time.\n"
            "# TYPE vtp_c_seconds histogram\n"
            "vtp_c_seconds_bucket{route=\"/x\",le=\"0.1\"} 1\n"
            "vtp_c_seconds_bucket{route=\"/x\",le=\"1\"} 2\n"
            "vtp_c_seconds_bucket{route=\"/x\",le=\"+Inf\"} 3\n"
            "vtp_c_seconds_sum{route=\"/x\"} 3.6\n"
            "vtp_c_seconds_count{route=\"/x\"} 3\n"
            "# HELP vtp_d Asked.\n"
            "# TYPE vtp_d gauge\n"
            "vtp_d{state=\"done\"} 7\n"
            "# HELP vtp_e_total Counted elsewhere.\n"
            "# TYPE vtp_e_total counter\n"
            "vtp_e_total 8\n");
}

TEST(Metrics, TheSameNameAndLabelsAreTheSameMetric) {
  Metrics metrics;
  EXPECT_EQ(&metrics.counter("a", "A", {{"x", "1"}}), &metrics.counter("a", "A", {{"x", "1"}}));
  EXPECT_NE(&metrics.counter("a", "A", {{"x", "1"}}), &metrics.counter("a", "A", {{"x", "2"}}));
  EXPECT_THROW(metrics.gauge("a", "A"), std::logic_error);
}

TEST(Metrics, ThreadsCountTogether) {
  Metrics metrics;
  auto& counter = metrics.counter("a", "A");
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int j = 0; j < 1000; ++j) counter.add();
    });
  threads.clear();
  EXPECT_EQ(counter.value(), 4000U);
}

}  // namespace
}  // namespace vtp
