#include "http/docs_page.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "http/content_security.h"
#include "json/schema.h"
#include "json/writer.h"

namespace vtp::http {
namespace {

constexpr auto style_path = "/docs/style.css";

constexpr std::string_view style =
    R"(:root { color-scheme: light dark; --line: #8884; --faint: #777; --code: #8881; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); }
article { margin: 1.5rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; }
article h3 { margin: 0; font: 600 1rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 4.5rem; }
.faint { color: var(--faint); }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: start; vertical-align: top; padding: .25rem .5rem; border-top: 1px solid var(--line); }
code, pre { font-family: ui-monospace, monospace; font-size: .85rem; background: var(--code); border-radius: .25rem; }
code { padding: .1rem .25rem; overflow-wrap: anywhere; }
pre { padding: .75rem; overflow-x: auto; }
nav a { margin-inline-end: 1rem; }
)";

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '&':
        html += "&amp;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html.push_back(c);
    }
  }
  return html;
}

std::string_view describe(Access access) {
  switch (access) {
    case Access::open:
      return "public";
    case Access::signed_in:
      return "signed in";
    case Access::teacher:
      return "teachers and admins";
    case Access::admin:
      return "admins";
    case Access::media:
      return "signed in, or a media token";
  }
  std::unreachable();
}

/// Compact JSON over lines; what stands in quotes is left alone.
std::string indented(std::string_view compact) {
  std::string text;
  std::size_t depth = 0;
  bool in_quotes = false;
  const auto new_line = [&] { text.append("\n").append(depth * 2, ' '); };
  for (std::size_t i = 0; i < compact.size(); ++i) {
    const char c = compact[i];
    if (c == '"' && (i == 0 || compact[i - 1] != '\\')) in_quotes = !in_quotes;
    const bool closes = !in_quotes && (c == '}' || c == ']');
    if (closes) --depth, new_line();
    text.push_back(c);
    if (in_quotes) continue;
    if (c == '{' || c == '[') ++depth, new_line();
    if (c == ',') new_line();
    if (c == ':') text.push_back(' ');
  }
  return text;
}

class PageWriter {
 public:
  std::string write(const RouteTable& table, const ApiInfo& info) {
    std::map<std::string, std::vector<const Route*>> chapters;
    for (const auto& route : table.routes()) chapters[route->spec.tag].push_back(route.get());
    html_ +=
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
        escaped(info.title) + "</title>\n" + "<link rel=\"stylesheet\" href=\"" + style_path + "\">\n<h1>" +
        escaped(info.title) + " <span class=\"faint\">" + escaped(info.version) + "</span></h1>\n<p>" +
        escaped(info.description) + " <a href=\"/api/v1/openapi.json\">openapi.json</a></p>\n<nav>";
    for (const auto& [tag, routes] : chapters)
      html_ += "<a href=\"#" + escaped(tag) + "\">" + escaped(tag.empty() ? "other" : tag) + "</a>";
    html_ += "</nav>\n";
    for (const auto& [tag, routes] : chapters) {
      html_ += "<h2 id=\"" + escaped(tag) + "\">" + escaped(tag.empty() ? "other" : tag) + "</h2>\n";
      for (const auto* route : routes) write_route(*route);
    }
    write_schemas();
    return std::move(html_);
  }

 private:
  void write_route(const Route& route) {
    const auto& spec = route.spec;
    html_ += "<article id=\"" + operation_id(spec) + "\"><h3><span class=\"method\">" +
             std::string(to_text(spec.method)) + "</span> " + escaped(spec.path) + "</h3>\n<p>" +
             escaped(spec.summary) + " <span class=\"faint\">(" + std::string(describe(spec.access)) +
             ")</span></p>\n";
    write_fields(has_body(spec.method) ? "Body" : "Query", route.input_fields);
    write_fields("Query", route.query_fields);
    write_header_fields("Header field", spec.request_fields);
    write_header_fields("Header field of the answer", spec.success_fields);
    html_ += "<p>Answers <code>" + std::to_string(spec.status) + "</code> ";
    for (const int status : spec.other_statuses) html_ += "or <code>" + std::to_string(status) + "</code> ";
    if (spec.bad_news_status) html_ += "or <code>" + std::to_string(*spec.bad_news_status) + "</code> ";
    if (route.answer_schema) html_ += "<code>" + escaped(schema_text(route.answer_schema)) + "</code>";
    html_ += "<br><span class=\"faint\">";
    for (auto code : errors_of(route))
      html_ += std::to_string(http_status(code)) + " " + std::string(wire_name(code)) + " ";
    html_ += "</span></p></article>\n";
  }

  void write_fields(std::string_view place, std::span<const json::Field> fields) {
    if (fields.empty()) return;
    html_ += "<table><tr><th>" + std::string(place) + "</th><th>Type</th></tr>\n";
    for (const auto& field : fields) write_field(field);
    html_ += "</table>\n";
  }

  void write_header_fields(std::string_view title, std::span<const FieldNote> fields) {
    if (fields.empty()) return;
    html_ += "<table><tr><th>" + std::string(title) + "</th><th></th></tr>\n";
    for (const auto& field : fields)
      html_ += "<tr><td><code>" + escaped(field.name) + "</code>" + (field.is_required ? " required" : "") +
               "</td><td>" + escaped(field.meaning) + "</td></tr>\n";
    html_ += "</table>\n";
  }

  void write_field(const json::Field& field) {
    json::Writer out;
    json::SchemaWriter schema(out);
    field.schema(field.rules, schema);
    collect(schema);
    html_ += "<tr><td><code>" + escaped(field.name) + "</code>" + (field.rules.required ? " required" : "") +
             "</td><td><code>" + escaped(out.text()) + "</code></td></tr>\n";
  }

  std::string schema_text(SchemaOf describe_type) {
    json::Writer out;
    json::SchemaWriter schema(out);
    schema.set_direction(json::Direction::answer);
    describe_type(schema);
    collect(schema);
    return out.text();
  }

  void collect(const json::SchemaWriter& schema) {
    for (const auto& [name, text] : schema.components()) schemas_.try_emplace(name, text);
  }

  void write_schemas() {
    html_ += "<h2 id=\"schemas\">Schemas</h2>\n";
    for (const auto& [name, text] : schemas_)
      html_ += "<details><summary>" + escaped(name) + "</summary><pre>" + escaped(indented(text)) +
               "</pre></details>\n";
  }

  std::string html_;
  std::map<std::string, std::string> schemas_;
};

/// A text that is made when it is first asked for: by then the route table is complete.
class LateText {
 public:
  explicit LateText(std::function<std::string()> make) : make_(std::move(make)) {}
  const std::string& get() {
    std::call_once(made_, [this] { text_ = make_(); });
    return text_;
  }

 private:
  std::function<std::string()> make_;
  std::once_flag made_;
  std::string text_;
};

}  // namespace

std::string docs_page(const RouteTable& table, const ApiInfo& info) {
  return PageWriter().write(table, info);
}

void add_documentation_routes(RouteTable& table, ApiInfo info) {
  const RouteSpec common{
      .access = Access::open, .lane = Lane::loop, .tag = "Operations", .counts_towards_limits = false};
  const auto document = std::make_shared<LateText>([&table, info] { return openapi_document(table, info); });
  const auto page = std::make_shared<LateText>([&table, info] { return docs_page(table, info); });

  auto spec = common;
  spec.path = "/api/v1/openapi.json";
  spec.summary = "This API as an OpenAPI 3.1 document.";
  table.add_raw<json::Nothing>(spec, [document](const Request&, const json::Nothing&) -> Result<Response> {
    return json_response(200, document->get());
  });

  spec.path = "/docs";
  spec.summary = "This API for people to read.";
  spec.answer_type = "text/html";
  table.add_raw<json::Nothing>(spec, [page](const Request&, const json::Nothing&) -> Result<Response> {
    auto response = text_response(200, "text/html; charset=utf-8", page->get());
    response.headers.set("Content-Security-Policy", content_security_policy);
    response.headers.set("Cache-Control", "no-cache");
    return response;
  });

  spec.path = style_path;
  spec.summary = "The style sheet of the page for people.";
  spec.answer_type = "text/css";
  table.add_raw<json::Nothing>(spec, [](const Request&, const json::Nothing&) -> Result<Response> {
    auto response = text_response(200, "text/css; charset=utf-8", std::string(style));
    response.headers.set("Cache-Control", "no-cache");
    return response;
  });
}

}  // namespace vtp::http
