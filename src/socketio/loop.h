// The one thread on which a server works, as those see it who come from others.
#pragma once

#include <functional>

namespace vtp::socketio {

class Loop {
 public:
  using Task = std::move_only_function<void()>;

  virtual ~Loop() = default;
  /// Is this the loop's thread?
  [[nodiscard]] virtual bool is_here() const = 0;
  /// Runs `task` on the loop: at once if the caller is there already, else soon. Tasks of one thread run in
  /// the order in which it gave them.
  virtual void run(Task task) = 0;
};

}  // namespace vtp::socketio
