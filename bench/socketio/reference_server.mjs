// The same events as socketio-conformance --ping 25000, by the npm package "socket.io" in the folder that is named
// first: node reference_server.mjs FOLDER PORT
import { createRequire } from "node:module";

const [folder, port] = process.argv.slice(2);
const { Server } = createRequire(`${folder}/`)("socket.io");

const io = new Server(Number(port), { pingInterval: 25_000, pingTimeout: 20_000, maxHttpBufferSize: 1e6 });
io.on("connection", (socket) => {
  socket.emit("auth", socket.handshake.auth);
  socket.on("join", (room, done) => {
    socket.join(room);
    done();
  });
  socket.on("msg", (message) => io.to(message.room).emit("msg", message));
  socket.on("echo", (data, done) => done(data));
});
console.log("listening");
