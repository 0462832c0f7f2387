// The templates behind json/shape.h: for each member type, how it is read, written and described.
#pragma once

#include <algorithm>
#include <cmath>

#include "json/input.h"
#include "json/schema.h"
#include "json/shape.h"

namespace vtp::json {

/// How one member type travels. Specialised below for every type that may stand in a shape.
template <class T>
struct Codec;

namespace detail {

template <class T>
concept Readable = requires(const Input& input, const Rules& rules, T& out, Problems& problems) {
  Codec<T>::read(input, rules, out, problems);
};
template <class T>
concept Writable = requires(Writer& writer, const T& value) { Codec<T>::write(writer, value); };

}  // namespace detail

template <class T>
concept Nullable = requires { Codec<T>::nullable; };
template <class T>
concept OmittedWhenEmpty = requires { Codec<T>::omittable; };

template <>
struct Codec<std::string> {
  static void read(const Input& input, const Rules& rules, std::string& out, Problems& problems) {
    if (auto text = read_text(input, rules, problems)) out = std::move(*text);
  }
  static void write(Writer& writer, const std::string& value) { writer.value(std::string_view(value)); }
  static void schema(const Rules& rules, SchemaWriter& schema) { schema.text(rules); }
};

template <>
struct Codec<std::string_view> {
  static void write(Writer& writer, std::string_view value) { writer.value(value); }
  static void schema(const Rules& rules, SchemaWriter& schema) { schema.text(rules); }
};

template <>
struct Codec<bool> {
  static void read(const Input& input, const Rules&, bool& out, Problems& problems) {
    if (auto flag = read_bool(input, problems)) out = *flag;
  }
  static void write(Writer& writer, bool value) { writer.value(value); }
  static void schema(const Rules&, SchemaWriter& schema) { schema.boolean(); }
};

template <std::integral T>
struct Codec<T> {
  static void read(const Input& input, const Rules& rules, T& out, Problems& problems) {
    Rules bounded = rules;
    bounded.min = std::max(rules.min, static_cast<double>(std::numeric_limits<T>::min()));
    bounded.max = std::min(rules.max, static_cast<double>(std::numeric_limits<T>::max()));
    if (auto number = read_integer(input, bounded, problems)) out = static_cast<T>(*number);
  }
  static void write(Writer& writer, T value) { writer.value(static_cast<std::int64_t>(value)); }
  static void schema(const Rules& rules, SchemaWriter& schema) { schema.integer(rules); }
};

template <>
struct Codec<double> {
  static void read(const Input& input, const Rules& rules, double& out, Problems& problems) {
    if (auto number = read_number(input, rules, problems)) out = *number;
  }
  static void write(Writer& writer, double value) { writer.value(value); }
  static void schema(const Rules& rules, SchemaWriter& schema) { schema.number(rules); }
};

template <>
struct Codec<Percent> {
  static void write(Writer& writer, Percent percent) {
    writer.value(std::round(percent.value * 100) / 100 + 0.0);
  }  // + 0.0: never "-0"
  static void schema(const Rules& rules, SchemaWriter& schema) { schema.number(rules); }
};

/// Media and wall durations: a number of seconds with millisecond precision.
template <>
struct Codec<std::chrono::milliseconds> {
  static void read(const Input& input, const Rules& rules, std::chrono::milliseconds& out,
                   Problems& problems) {
    constexpr double representable = 1e12;  // seconds, some 30,000 years
    Rules bounded = rules;
    bounded.min = std::max(rules.min, -representable);
    bounded.max = std::min(rules.max, representable);
    if (auto seconds = read_number(input, bounded, problems))
      out = std::chrono::milliseconds(std::llround(*seconds * 1000));
  }
  static void write(Writer& writer, std::chrono::milliseconds value) {
    writer.value(static_cast<double>(value.count()) / 1000);
  }
  static void schema(const Rules& rules, SchemaWriter& schema) { schema.number(rules); }
};

template <>
struct Codec<std::chrono::seconds> {
  static void write(Writer& writer, std::chrono::seconds value) { writer.value(std::int64_t{value.count()}); }
  static void schema(const Rules& rules, SchemaWriter& schema) { schema.integer(rules); }
};

template <>
struct Codec<Timestamp> {
  static void read(const Input& input, const Rules& rules, Timestamp& out, Problems& problems) {
    const auto text = read_text(input, rules, problems);
    if (!text) return;
    if (auto time = parse_rfc3339(*text))
      out = *time;
    else
      problems.add(ErrorCode::validation_failed, "must be an RFC 3339 date and time with a zone");
  }
  static void write(Writer& writer, Timestamp value) { writer.value(std::string_view(to_rfc3339(value))); }
  static void schema(const Rules& rules, SchemaWriter& schema) { schema.text(rules, "date-time"); }
};

template <class Tag>
struct Codec<Id<Tag>> {
  static void read(const Input& input, const Rules& rules, Id<Tag>& out, Problems& problems) {
    const auto text = read_text(input, rules, problems);
    if (!text) return;
    if (auto id = Id<Tag>::parse(*text))
      out = *id;
    else
      problems.add(ErrorCode::invalid_id, "must be a UUID");
  }
  static void write(Writer& writer, const Id<Tag>& value) { writer.value(value.view()); }
  static void schema(const Rules& rules, SchemaWriter& schema) { schema.text(rules, "uuid"); }
};

template <NamedEnum E>
struct Codec<E> {
  static void read(const Input& input, const Rules& rules, E& out, Problems& problems) {
    const auto text = read_text(input, rules, problems);
    if (!text) return;
    if (auto value = enum_from_text<E>(*text)) {
      out = *value;
      return;
    }
    std::string message = "must be one of";
    for (auto name : EnumNames<E>::names) message.append(" ").append(name);
    problems.add(rules.code, std::move(message));
  }
  static void write(Writer& writer, E value) { writer.value(to_text(value)); }
  static void schema(const Rules&, SchemaWriter& schema) { schema.enumeration(EnumNames<E>::names); }
};

template <>
struct Codec<Raw> {
  static void read(const Input& input, const Rules& rules, Raw& out, Problems& problems) {
    if (auto text = read_raw_object(input, rules, problems)) out.text = std::move(*text);
  }
  static void write(Writer& writer, const Raw& value) { writer.raw(value.text); }
  static void schema(const Rules&, SchemaWriter& schema) { schema.any_object(); }
};

template <Shaped T>
struct Codec<T> {
  static void read(const Input& input, const Rules&, T& out, Problems& problems) {
    if (const auto* members = input.as_object())
      read_fields(*members, Shape<T>::fields, &out, problems);
    else
      problems.add(ErrorCode::validation_failed, "must be an object");
  }
  static void write(Writer& writer, const T& value) {
    writer.begin_object();
    for (const Field& field : Shape<T>::fields) field.write(field.name, &value, writer);
    writer.end_object();
  }
  static void schema(const Rules&, SchemaWriter& schema) {
    schema.component(Shape<T>::name, Shape<T>::fields);
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static constexpr bool nullable = true;
  static void read(const Input& input, const Rules& rules, std::optional<T>& out, Problems& problems)
    requires detail::Readable<T>
  {
    if (input.is_null()) {
      if (rules.not_null) problems.add(ErrorCode::validation_failed, "must not be null");
      return;
    }
    T value{};
    Codec<T>::read(input, rules, value, problems);
    out = std::move(value);
  }
  static void write(Writer& writer, const std::optional<T>& value) {
    if (value)
      Codec<T>::write(writer, *value);
    else
      writer.null();
  }
  static void schema(const Rules& rules, SchemaWriter& schema) { Codec<T>::schema(rules, schema); }
};

template <class T>
struct Codec<Patch<T>> {
  static constexpr bool nullable = true;
  static void read(const Input& input, const Rules& rules, Patch<T>& out, Problems& problems) {
    if (input.is_null()) {
      out = Patch<T>::null();
      return;
    }
    T value{};
    Codec<T>::read(input, rules, value, problems);
    out = Patch<T>(std::move(value));
  }
  static void schema(const Rules& rules, SchemaWriter& schema) { Codec<T>::schema(rules, schema); }
};

template <class T>
struct Codec<Omittable<T>> {
  static constexpr bool omittable = true;
  static void schema(const Rules& rules, SchemaWriter& schema) { Codec<T>::schema(rules, schema); }
};

template <class T>
struct Codec<std::vector<T>> {
  static void read(const Input& input, const Rules& rules, std::vector<T>& out, Problems& problems)
    requires detail::Readable<T>
  {
    const auto elements = read_array(input, rules, problems);
    if (!elements) return;
    Rules element_rules = rules;
    element_rules.min_length = 0;
    element_rules.max_length = std::numeric_limits<std::size_t>::max();
    out.clear();
    for (std::size_t i = 0; i < elements->size(); ++i) {
      problems.enter(i);
      Codec<T>::read((*elements)[i], element_rules, out.emplace_back(), problems);
      problems.leave();
    }
  }
  static void write(Writer& writer, const std::vector<T>& values) {
    writer.begin_array();
    for (const auto& value : values) Codec<T>::write(writer, value);
    writer.end_array();
  }
  static void schema(const Rules& rules, SchemaWriter& schema) {
    schema.array_of(rules, [](SchemaWriter& items) { Codec<T>::schema({}, items); });
  }
};

constexpr std::size_t longest_free_value = 256;

/// A number or a text, whichever it is.
template <>
struct Codec<std::variant<std::int64_t, std::string>> {
  using Value = std::variant<std::int64_t, std::string>;
  static void read(const Input& input, const Rules& rules, Value& out, Problems& problems) {
    if (input.as_text()) {
      if (auto text = read_text(input, rules, problems)) out = std::move(*text);
    } else if (const auto number = input.as_integer()) {
      out = *number;
    } else {
      problems.add(rules.code, "must be text or a whole number");
    }
  }
  static void write(Writer& writer, const Value& value) {
    std::visit([&](const auto& either) { writer.value(either); }, value);
  }
  static void schema(const Rules& rules, SchemaWriter& schema) { schema.text_or_integer(rules); }
};

/// `length` limits the number of members; a text among them has at most `longest_free_value` characters.
template <class T, class Compare>
struct Codec<std::map<std::string, T, Compare>> {
  using Map = std::map<std::string, T, Compare>;
  static void read(const Input& input, const Rules& rules, Map& out, Problems& problems)
    requires detail::Readable<T>
  {
    const auto members = read_map(input, rules, problems);
    if (!members) return;
    Rules value_rules = rules;
    value_rules.min_length = 0;
    value_rules.max_length = longest_free_value;
    out.clear();
    for (const auto& [name, value] : *members) {
      problems.enter(name);
      Codec<T>::read(value, value_rules, out[std::string(name)], problems);
      problems.leave();
    }
  }
  static void write(Writer& writer, const Map& values) {
    writer.begin_object();
    for (const auto& [name, value] : values) {
      writer.key(name);
      Codec<T>::write(writer, value);
    }
    writer.end_object();
  }
  static void schema(const Rules&, SchemaWriter& schema) {
    schema.map_of([](SchemaWriter& values) { Codec<T>::schema({}, values); });
  }
};

namespace detail {

template <class M>
struct MemberOf;
template <class Object, class Member>
struct MemberOf<Member Object::*> {
  using object = Object;
  using type = Member;
};

template <auto member>
void read_member(const Input& input, const Rules& rules, void* object, Problems& problems) {
  using Traits = MemberOf<decltype(member)>;
  using T = typename Traits::type;
  if constexpr (Readable<T>) {
    auto& out = static_cast<typename Traits::object*>(object)->*member;
    if (!Nullable<T> && input.is_null()) {
      if (rules.not_null) problems.add(ErrorCode::validation_failed, "must not be null");
      return;  // null in a field with a default means the default
    }
    Codec<T>::read(input, rules, out, problems);
  }
}

template <class T>
void write_field(std::string_view name, const T& value, Writer& writer) {
  if constexpr (Writable<T>) {
    writer.key(name);
    Codec<T>::write(writer, value);
  }
}
template <class T>
void write_field(std::string_view name, const Omittable<T>& field, Writer& writer) {
  if (field.value) write_field(name, *field.value, writer);
}

template <auto member>
void write_member(std::string_view name, const void* object, Writer& writer) {
  using Traits = MemberOf<decltype(member)>;
  write_field(name, static_cast<const typename Traits::object*>(object)->*member, writer);
}

template <auto member>
void write_member_if_present(std::string_view name, const void* object, Writer& writer) {
  using Traits = MemberOf<decltype(member)>;
  if (const auto& value = static_cast<const typename Traits::object*>(object)->*member)
    write_field(name, *value, writer);
}

template <auto member, bool is_left_out>
constexpr auto writer_of() {
  if constexpr (is_left_out)
    return &write_member_if_present<member>;
  else
    return &write_member<member>;
}

template <auto member>
void describe_member(const Rules& rules, SchemaWriter& schema) {
  Codec<typename MemberOf<decltype(member)>::type>::schema(rules, schema);
}

}  // namespace detail

/// A row of a table of fields: the member, its name in JSON, and its rules in any order.
template <auto member, class... Columns>
constexpr Field field(std::string_view name, Columns... columns) {
  constexpr bool is_left_out = (std::same_as<Columns, LeftOut> || ...);
  Rules rules;
  (columns.apply(rules), ...);
  return Field{
      .name = name,
      .rules = rules,
      .read = &detail::read_member<member>,
      .write = detail::writer_of<member, is_left_out>(),
      .schema = &detail::describe_member<member>,
      .may_be_null = Nullable<typename detail::MemberOf<decltype(member)>::type>,
      .may_be_omitted = is_left_out || OmittedWhenEmpty<typename detail::MemberOf<decltype(member)>::type>};
}

/// The rows of one table followed by those of another, for a struct that extends the first one's.
template <std::size_t n, std::size_t m>
constexpr std::array<Field, n + m> joined(const std::array<Field, n>& first,
                                          const std::array<Field, m>& second) {
  std::array<Field, n + m> all{};
  std::ranges::copy(first, all.begin());
  std::ranges::copy(second, all.begin() + n);
  return all;
}

template <>
struct Shape<Nothing> {
  static constexpr std::string_view name = "Nothing";
  static constexpr std::array<Field, 0> fields{};
};

template <Shaped T>
Result<T> read(std::string_view text) {
  T value{};
  if (auto done = read_document(text, Shape<T>::fields, &value); !done)
    return std::unexpected(std::move(done).error());
  return value;
}

template <Shaped T>
Result<T> read_query(std::span<const std::pair<std::string, std::string>> parameters) {
  T value{};
  if (auto done = read_parameters(parameters, Shape<T>::fields, &value); !done)
    return std::unexpected(std::move(done).error());
  return value;
}

template <class T>
void write_value(Writer& writer, const T& value) {
  Codec<T>::write(writer, value);
}

template <class T>
std::string write(const T& value) {
  Writer writer;
  write_value(writer, value);
  return writer.take();
}

}  // namespace vtp::json
