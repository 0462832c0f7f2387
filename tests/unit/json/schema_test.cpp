#include "json/schema.h"

#include <gtest/gtest.h>

#include "json/document.h"
#include "unit/json/samples.h"

namespace vtp::json {
namespace {

/// The text of all components that describing a T yields.
template <class T>
std::map<std::string, std::string, std::less<>> describe(Direction direction,
                                                         std::string* reference = nullptr) {
  Writer writer;
  SchemaWriter schema(writer);
  schema.set_direction(direction);
  Codec<T>::schema({}, schema);
  if (reference != nullptr) *reference = writer.text();
  return schema.components();
}

TEST(JsonSchema, OfARequest) {
  std::string reference;
  const auto components = describe<samples::Body>(Direction::request, &reference);
  EXPECT_EQ(reference, R"({"$ref":"#/components/schemas/Body"})");
  EXPECT_EQ(components.at("Body"),
            R"({"type":"object","properties":{)"
            R"("name":{"type":"string","minLength":2,"maxLength":5},)"
            R"("year":{"type":"integer","minimum":2020,"maximum":2100},)"
            R"("ratio":{"type":"number","minimum":0,"maximum":1},)"
            R"("is_open":{"type":"boolean"},)"
            R"("colour":{"type":"string","enum":["red","green"]},)"
            R"("note":{"anyOf":[{"type":"string","maxLength":10},{"type":"null"}]},)"
            R"("points":{"type":"array","maxItems":3,"items":{"$ref":"#/components/schemas/Point"}},)"
            R"("tags":{"type":"array","items":{"type":"string"}},)"
            R"("at":{"anyOf":[{"type":"string","format":"date-time"},{"type":"null"}]},)"
            R"("thing":{"anyOf":[{"type":"string","format":"uuid"},{"type":"null"}]},)"
            R"("length_seconds":{"type":"number"},)"
            R"("metadata":{"type":"object","additionalProperties":true},)"
            R"("secret":{"type":"string"}},"required":["name"]})");
  EXPECT_EQ(components.at("Point"),
            R"({"type":"object","properties":{"x":{"type":"integer","minimum":0,"maximum":100},)"
            R"("y":{"type":"integer"}},"required":["x"]})");
}

TEST(JsonSchema, OfMembersThatAreLeftOutAndOfFreeNames) {
  const auto components = describe<samples::Loose>(Direction::answer);
  EXPECT_EQ(components.at("Loose"),
            R"({"type":"object","properties":{"values":{"type":"object","additionalProperties":)"
            R"({"anyOf":[{"type":"string"},{"type":"integer"}]}},"hint":{"anyOf":[{"type":"boolean"},)"
            R"({"type":"null"}]}},"required":["values"]})");
}

TEST(JsonSchema, OfAnAnswer) {
  const auto components = describe<samples::Answer>(Direction::answer);
  EXPECT_EQ(components.at("Answer"),
            R"({"type":"object","properties":{)"
            R"("name":{"type":"string"},)"
            R"("count":{"anyOf":[{"type":"integer"},{"type":"null"}]},)"
            R"("hint":{"type":"string"},)"
            R"("share":{"type":"number"},)"
            R"("by_name":{"type":"object","additionalProperties":{"type":"integer"}},)"
            R"("points":{"type":"array","items":{"$ref":"#/components/schemas/Point"}}},)"
            R"("required":["name","count","share","by_name","points"]})");
}

TEST(JsonSchema, EveryComponentIsJson) {
  for (const auto& [name, text] : describe<samples::Body>(Direction::request))
    EXPECT_TRUE(parse_object(text).has_value()) << name;
}

}  // namespace
}  // namespace vtp::json
