# How every source of the project is compiled.
add_library(vtp_compiler INTERFACE)
target_compile_features(vtp_compiler INTERFACE cxx_std_23)
target_compile_options(vtp_compiler INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Wswitch -Werror
  # A route or a job names the fields that it cares for; the others have their defaults.
  -Wno-missing-designated-field-initializers
  -fstack-protector-strong)
target_link_options(vtp_compiler INTERFACE -fuse-ld=lld -Wl,-z,relro,-z,now)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_definitions(vtp_compiler INTERFACE _FORTIFY_SOURCE=2)
endif()
if(VTP_SANITIZE)
  target_compile_options(vtp_compiler INTERFACE -fsanitize=${VTP_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(vtp_compiler INTERFACE -fsanitize=${VTP_SANITIZE})
endif()
