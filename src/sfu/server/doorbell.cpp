#include "sfu/server/doorbell.h"

#include <new>
#include <utility>

#include <boost/asio/post.hpp>

namespace vtp::sfu {

/// Gives the bell's memory to Asio, which takes one piece for a call and gives it back before it calls.
template <class T>
class Doorbell::Memory {
 public:
  using value_type = T;

  explicit Memory(Doorbell& bell) : bell_(&bell) {}
  template <class Other>
  Memory(const Memory<Other>& other) : bell_(other.bell_) {}

  T* allocate(std::size_t count) {
    if (count * sizeof(T) > bell_->memory_.size()) throw std::bad_alloc();
    return reinterpret_cast<T*>(bell_->memory_.data());
  }
  void deallocate(T*, std::size_t) {}

  template <class Other>
  bool operator==(const Memory<Other>& other) const {
    return bell_ == other.bell_;
  }

 private:
  template <class Other>
  friend class Memory;
  Doorbell* bell_;
};

/// A call on its way.
class Doorbell::Ringing {
 public:
  using allocator_type = Memory<void>;

  explicit Ringing(std::shared_ptr<Doorbell> bell) : bell_(std::move(bell)) {}
  [[nodiscard]] allocator_type get_allocator() const { return allocator_type(*bell_); }

  void operator()() {
    // From here on another ring calls again. An exchange, so that what was done before a ring that is not
    // followed by a call of its own is seen here.
    bell_->is_ringing_.exchange(false, std::memory_order_acq_rel);
    if (bell_->answer_) bell_->answer_();
  }

 private:
  std::shared_ptr<Doorbell> bell_;
};

void Doorbell::ring() {
  if (!is_ringing_.exchange(true, std::memory_order_acq_rel))
    boost::asio::post(loop_, Ringing(shared_from_this()));
}

}  // namespace vtp::sfu
