// Offers as werift 0.24, GStreamer 1.22 (webrtcbin) and a browser with a data channel make them, to be read
// by tests. Addresses are those of RFC 5737 and RFC 3849.
#pragma once

#include <string_view>

namespace vtp::rtc {

constexpr std::string_view werift_sendonly_offer = R"(v=0
o=- 18691734 0 IN IP4 0.0.0.0
s=-
t=0 0
a=group:BUNDLE 0 1
a=extmap-allow-mixed
a=msid-semantic:WMS *
m=audio 9 UDP/TLS/RTP/SAVPF 96
c=IN IP4 0.0.0.0
a=candidate:32b1715da3b0ef8ba684454eb 1 udp 2116026367 192.0.2.2 55014 typ host generation 0 ufrag ce5f
a=candidate:9c29a2bc887618212a1623bfa 1 udp 2116026367 2001:db8::2 33941 typ host generation 0 ufrag ce5f
a=end-of-candidates
a=ice-ufrag:ce5f
a=ice-pwd:6b53683ccea96edcf36cd3
a=ice-options:trickle
a=fingerprint:sha-256 AF:E8:21:65:13:78:FB:1F:57:59:35:F1:54:0D:C0:99:8A:91:BE:F4:C6:9A:9E:0B:B3:7E:76:9A:6E:6F:CE:B8
a=setup:actpass
a=sendonly
a=mid:0
a=rtcp:9 IN IP4 0.0.0.0
a=rtcp-mux
a=ssrc:2110727825 cname:167003a7-d78f-4848-a01a-8fb52e8f0d6e
a=rtpmap:96 OPUS/48000/2
m=video 9 UDP/TLS/RTP/SAVPF 97 98
c=IN IP4 0.0.0.0
a=candidate:32b1715da3b0ef8ba684454eb 1 udp 2116026367 192.0.2.2 47654 typ host generation 0 ufrag ce5f
a=candidate:9c29a2bc887618212a1623bfa 1 udp 2116026367 2001:db8::2 52745 typ host generation 0 ufrag ce5f
a=end-of-candidates
a=ice-ufrag:ce5f
a=ice-pwd:6b53683ccea96edcf36cd3
a=ice-options:trickle
a=fingerprint:sha-256 AF:E8:21:65:13:78:FB:1F:57:59:35:F1:54:0D:C0:99:8A:91:BE:F4:C6:9A:9E:0B:B3:7E:76:9A:6E:6F:CE:B8
a=setup:actpass
a=sendonly
a=mid:1
a=rtcp:9 IN IP4 0.0.0.0
a=rtcp-mux
a=ssrc:3424984100 cname:167003a7-d78f-4848-a01a-8fb52e8f0d6e
a=rtpmap:97 h264/90000
a=rtcp-fb:97 nack
a=rtcp-fb:97 nack pli
a=rtcp-fb:97 goog-remb
a=fmtp:97 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1
a=rtpmap:98 VP8/90000
a=rtcp-fb:98 nack
a=rtcp-fb:98 nack pli
a=rtcp-fb:98 goog-remb
)";

constexpr std::string_view werift_recvonly_offer = R"(v=0
o=- 17338500 0 IN IP4 0.0.0.0
s=-
t=0 0
a=group:BUNDLE 0 1
a=extmap-allow-mixed
a=msid-semantic:WMS *
m=audio 9 UDP/TLS/RTP/SAVPF 96
c=IN IP4 0.0.0.0
a=candidate:32b1715da3b0ef8ba684454eb 1 udp 2116026367 192.0.2.2 53747 typ host generation 0 ufrag a948
a=candidate:9c29a2bc887618212a1623bfa 1 udp 2116026367 2001:db8::2 37329 typ host generation 0 ufrag a948
a=end-of-candidates
a=ice-ufrag:a948
a=ice-pwd:817ecf5d5044f8bdd327b0
a=ice-options:trickle
a=fingerprint:sha-256 AF:E8:21:65:13:78:FB:1F:57:59:35:F1:54:0D:C0:99:8A:91:BE:F4:C6:9A:9E:0B:B3:7E:76:9A:6E:6F:CE:B8
a=setup:actpass
a=recvonly
a=mid:0
a=rtcp:9 IN IP4 0.0.0.0
a=rtcp-mux
a=ssrc:3436032758 cname:c8575a62-9529-45c1-af63-9e4ae036e1df
a=rtpmap:96 OPUS/48000/2
m=video 9 UDP/TLS/RTP/SAVPF 97 98
c=IN IP4 0.0.0.0
a=candidate:32b1715da3b0ef8ba684454eb 1 udp 2116026367 192.0.2.2 44599 typ host generation 0 ufrag a948
a=candidate:9c29a2bc887618212a1623bfa 1 udp 2116026367 2001:db8::2 36364 typ host generation 0 ufrag a948
a=end-of-candidates
a=ice-ufrag:a948
a=ice-pwd:817ecf5d5044f8bdd327b0
a=ice-options:trickle
a=fingerprint:sha-256 AF:E8:21:65:13:78:FB:1F:57:59:35:F1:54:0D:C0:99:8A:91:BE:F4:C6:9A:9E:0B:B3:7E:76:9A:6E:6F:CE:B8
a=setup:actpass
a=recvonly
a=mid:1
a=rtcp:9 IN IP4 0.0.0.0
a=rtcp-mux
a=ssrc:2597003671 cname:c8575a62-9529-45c1-af63-9e4ae036e1df
a=rtpmap:97 h264/90000
a=rtcp-fb:97 nack
a=rtcp-fb:97 nack pli
a=rtcp-fb:97 goog-remb
a=fmtp:97 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1
a=rtpmap:98 VP8/90000
a=rtcp-fb:98 nack
a=rtcp-fb:98 nack pli
a=rtcp-fb:98 goog-remb
)";

constexpr std::string_view gstreamer_sendrecv_offer = R"(v=0
o=- 7085752458410640183 0 IN IP4 0.0.0.0
s=-
t=0 0
a=ice-options:trickle
a=group:BUNDLE video0 audio1
m=video 9 UDP/TLS/RTP/SAVPF 96
c=IN IP4 0.0.0.0
a=setup:actpass
a=ice-ufrag:S/v8hfUL3qOwyXWvIfF5NwFPfe1QXUzI
a=ice-pwd:DcibJcrTAhpPvq92xLtwqdj7P5iqFwks
a=rtcp-mux
a=rtcp-rsize
a=sendrecv
a=rtpmap:96 VP8/90000
a=rtcp-fb:96 nack pli
a=rtcp-fb:96 ccm fir
a=rtcp-fb:96 transport-cc
a=framerate:30
a=ssrc:1775623223 msid:user4278548164@host-1 webrtctransceiver0
a=ssrc:1775623223 cname:user4278548164@host-1
a=mid:video0
a=fingerprint:sha-256 2F:B2:2D:0F:78:59:6C:49:14:D1:B3:1C:F7:8A:AF:46:CD:90:4E:09:9A:C7:09:3C:DA:54:33:12:3A:F4:B7:20
a=rtcp-mux-only
m=audio 0 UDP/TLS/RTP/SAVPF 97
c=IN IP4 0.0.0.0
a=setup:actpass
a=ice-ufrag:S/v8hfUL3qOwyXWvIfF5NwFPfe1QXUzI
a=ice-pwd:DcibJcrTAhpPvq92xLtwqdj7P5iqFwks
a=bundle-only
a=rtcp-mux
a=rtcp-rsize
a=sendrecv
a=rtpmap:97 OPUS/48000/2
a=rtcp-fb:97 transport-cc
a=fmtp:97 sprop-stereo=0;sprop-maxcapturerate=48000
a=ssrc:1658696872 msid:user4278548164@host-1 webrtctransceiver1
a=ssrc:1658696872 cname:user4278548164@host-1
a=mid:audio1
a=fingerprint:sha-256 2F:B2:2D:0F:78:59:6C:49:14:D1:B3:1C:F7:8A:AF:46:CD:90:4E:09:9A:C7:09:3C:DA:54:33:12:3A:F4:B7:20
a=rtcp-mux-only
)";

constexpr std::string_view chromium_data_offer = R"(v=0
o=- 2990159872158739963 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0 1 2
a=extmap-allow-mixed
a=msid-semantic: WMS ea92b1f4-5618-4d43-ac6b-87a855ce922f
m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
c=IN IP4 0.0.0.0
a=rtcp:9 IN IP4 0.0.0.0
a=ice-ufrag:arvA
a=ice-pwd:/m8lYzXT6LVEBMHuj7d/e7Go
a=ice-options:trickle
a=fingerprint:sha-256 45:F5:5B:2F:71:93:1A:8E:45:BB:10:23:ED:0F:63:64:49:A1:27:A0:2D:C3:8D:37:63:B7:BD:2F:BC:D3:7C:F6
a=setup:actpass
a=mid:0
a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=sendonly
a=msid:ea92b1f4-5618-4d43-ac6b-87a855ce922f db47b762-c1df-4421-9200-9f531dd56c50
a=rtcp-mux
a=rtcp-rsize
a=rtcp-xr:rcvr-rtt=all
a=rtpmap:111 opus/48000/2
a=rtcp-fb:111 transport-cc
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:63 red/48000/2
a=fmtp:63 111/111
a=rtpmap:9 G722/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:13 CN/8000
a=rtpmap:110 telephone-event/48000
a=rtpmap:126 telephone-event/8000
a=ssrc:2703058894 cname:ddDZCPr5NsVeDJDU
a=ssrc:2703058894 msid:ea92b1f4-5618-4d43-ac6b-87a855ce922f db47b762-c1df-4421-9200-9f531dd56c50
m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 104 107 108 109 114 115 116 117 39 40 45 46 98 99 100 101 118 119 120
c=IN IP4 0.0.0.0
a=rtcp:9 IN IP4 0.0.0.0
a=ice-ufrag:arvA
a=ice-pwd:/m8lYzXT6LVEBMHuj7d/e7Go
a=ice-options:trickle
a=fingerprint:sha-256 45:F5:5B:2F:71:93:1A:8E:45:BB:10:23:ED:0F:63:64:49:A1:27:A0:2D:C3:8D:37:63:B7:BD:2F:BC:D3:7C:F6
a=setup:actpass
a=mid:1
a=extmap:14 urn:ietf:params:rtp-hdrext:toffset
a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
a=extmap:13 urn:3gpp:video-orientation
a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
a=extmap:5 http://www.webrtc.org/experiments/rtp-hdrext/playout-delay
a=extmap:6 http://www.webrtc.org/experiments/rtp-hdrext/video-content-type
a=extmap:7 http://www.webrtc.org/experiments/rtp-hdrext/video-timing
a=extmap:8 http://www.webrtc.org/experiments/rtp-hdrext/color-space
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id
a=sendonly
a=msid:ea92b1f4-5618-4d43-ac6b-87a855ce922f 9824caa1-76c9-4481-b9a3-df6ffd7b84e8
a=rtcp-mux
a=rtcp-rsize
a=rtcp-xr:rcvr-rtt=all
a=rtpmap:96 VP8/90000
a=rtcp-fb:96 goog-remb
a=rtcp-fb:96 transport-cc
a=rtcp-fb:96 ccm fir
a=rtcp-fb:96 nack
a=rtcp-fb:96 nack pli
a=rtpmap:97 rtx/90000
a=fmtp:97 apt=96
a=rtpmap:102 H264/90000
a=rtcp-fb:102 goog-remb
a=rtcp-fb:102 transport-cc
a=rtcp-fb:102 ccm fir
a=rtcp-fb:102 nack
a=rtcp-fb:102 nack pli
a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f
a=rtpmap:103 rtx/90000
a=fmtp:103 apt=102
a=rtpmap:104 H264/90000
a=rtcp-fb:104 goog-remb
a=rtcp-fb:104 transport-cc
a=rtcp-fb:104 ccm fir
a=rtcp-fb:104 nack
a=rtcp-fb:104 nack pli
a=fmtp:104 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42001f
a=rtpmap:107 rtx/90000
a=fmtp:107 apt=104
a=rtpmap:108 H264/90000
a=rtcp-fb:108 goog-remb
a=rtcp-fb:108 transport-cc
a=rtcp-fb:108 ccm fir
a=rtcp-fb:108 nack
a=rtcp-fb:108 nack pli
a=fmtp:108 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
a=rtpmap:109 rtx/90000
a=fmtp:109 apt=108
a=rtpmap:114 H264/90000
a=rtcp-fb:114 goog-remb
a=rtcp-fb:114 transport-cc
a=rtcp-fb:114 ccm fir
a=rtcp-fb:114 nack
a=rtcp-fb:114 nack pli
a=fmtp:114 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f
a=rtpmap:115 rtx/90000
a=fmtp:115 apt=114
a=rtpmap:116 H264/90000
a=rtcp-fb:116 goog-remb
a=rtcp-fb:116 transport-cc
a=rtcp-fb:116 ccm fir
a=rtcp-fb:116 nack
a=rtcp-fb:116 nack pli
a=fmtp:116 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=4d001f
a=rtpmap:117 rtx/90000
a=fmtp:117 apt=116
a=rtpmap:39 H264/90000
a=rtcp-fb:39 goog-remb
a=rtcp-fb:39 transport-cc
a=rtcp-fb:39 ccm fir
a=rtcp-fb:39 nack
a=rtcp-fb:39 nack pli
a=fmtp:39 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=4d001f
a=rtpmap:40 rtx/90000
a=fmtp:40 apt=39
a=rtpmap:45 AV1/90000
a=rtcp-fb:45 goog-remb
a=rtcp-fb:45 transport-cc
a=rtcp-fb:45 ccm fir
a=rtcp-fb:45 nack
a=rtcp-fb:45 nack pli
a=fmtp:45 level-idx=5;profile=0;tier=0
a=rtpmap:46 rtx/90000
a=fmtp:46 apt=45
a=rtpmap:98 VP9/90000
a=rtcp-fb:98 goog-remb
a=rtcp-fb:98 transport-cc
a=rtcp-fb:98 ccm fir
a=rtcp-fb:98 nack
a=rtcp-fb:98 nack pli
a=fmtp:98 profile-id=0
a=rtpmap:99 rtx/90000
a=fmtp:99 apt=98
a=rtpmap:100 VP9/90000
a=rtcp-fb:100 goog-remb
a=rtcp-fb:100 transport-cc
a=rtcp-fb:100 ccm fir
a=rtcp-fb:100 nack
a=rtcp-fb:100 nack pli
a=fmtp:100 profile-id=2
a=rtpmap:101 rtx/90000
a=fmtp:101 apt=100
a=rtpmap:118 red/90000
a=rtpmap:119 rtx/90000
a=fmtp:119 apt=118
a=rtpmap:120 ulpfec/90000
a=ssrc-group:FID 2885951678 143264450
a=ssrc:2885951678 cname:ddDZCPr5NsVeDJDU
a=ssrc:2885951678 msid:ea92b1f4-5618-4d43-ac6b-87a855ce922f 9824caa1-76c9-4481-b9a3-df6ffd7b84e8
a=ssrc:143264450 cname:ddDZCPr5NsVeDJDU
a=ssrc:143264450 msid:ea92b1f4-5618-4d43-ac6b-87a855ce922f 9824caa1-76c9-4481-b9a3-df6ffd7b84e8
m=application 9 UDP/DTLS/SCTP webrtc-datachannel
c=IN IP4 0.0.0.0
a=ice-ufrag:arvA
a=ice-pwd:/m8lYzXT6LVEBMHuj7d/e7Go
a=ice-options:trickle
a=fingerprint:sha-256 45:F5:5B:2F:71:93:1A:8E:45:BB:10:23:ED:0F:63:64:49:A1:27:A0:2D:C3:8D:37:63:B7:BD:2F:BC:D3:7C:F6
a=setup:actpass
a=mid:2
a=sctp-port:5000
a=max-message-size:262144
)";

}  // namespace vtp::rtc
