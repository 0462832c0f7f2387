#include "classroom/room_types.h"

namespace vtp::classroom {

RoomSettings SettingsPatch::applied_to(RoomSettings settings) const {
  settings.chat = chat.value_or(settings.chat);
  settings.private_chat = private_chat.value_or(settings.private_chat);
  settings.mic = mic.value_or(settings.mic);
  settings.camera = camera.value_or(settings.camera);
  settings.screen = screen.value_or(settings.screen);
  settings.reactions = reactions.value_or(settings.reactions);
  settings.hands = hands.value_or(settings.hands);
  settings.attendance_checks = attendance_checks.value_or(settings.attendance_checks);
  return settings;
}

Permissions PermissionsPatch::applied_to(Permissions permissions) const {
  permissions.mic = mic.value_or(permissions.mic);
  permissions.camera = camera.value_or(permissions.camera);
  permissions.screen = screen.value_or(permissions.screen);
  permissions.chat = chat.value_or(permissions.chat);
  permissions.hands = hands.value_or(permissions.hands);
  permissions.reactions = reactions.value_or(permissions.reactions);
  return permissions;
}

}  // namespace vtp::classroom
