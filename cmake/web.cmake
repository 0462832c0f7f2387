# The web application: built by Vite, compressed, and linked into the program (src/http/static_assets.h).
add_library(vtp_web_assets INTERFACE)
