// Arrays in JSON columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/shape.h"

namespace vtp::classroom {

/// Only objects are read by shapes; this is the one around an array.
template <class T>
struct ListBox {
  std::vector<T> list;
};

template <class T>
std::string list_to_text(const std::vector<T>& list) {
  return json::write(list);
}

/// The column was written by `list_to_text`; anything else gives an empty list.
template <class T>
std::vector<T> list_from_text(std::string_view text);

}  // namespace vtp::classroom

template <class T>
struct vtp::json::Shape<vtp::classroom::ListBox<T>> {
  static constexpr std::string_view name = "List";
  static constexpr std::array fields{field<&vtp::classroom::ListBox<T>::list>("list")};
};

namespace vtp::classroom {

template <class T>
std::vector<T> list_from_text(std::string_view text) {
  auto box = json::read<ListBox<T>>(std::string(R"({"list":)").append(text).append("}"));
  return box ? std::move(box->list) : std::vector<T>();
}

}  // namespace vtp::classroom
