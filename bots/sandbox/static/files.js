// Files of a message: pictures are shown, all others are links.

/** Return a file as JSON can carry it. */
export async function encoded(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { name: file.name, media_type: file.type || "application/octet-stream", data: btoa(text) };
}

/** Return a message's files: `named(name)` draws one where the message refers to it, `rest()` all that it does not. */
export function shelf(service, files) {
  const taken = new Set();
  return {
    named(name, title) {
      const file = files.find((one) => one.name === name);
      if (!file) return null;
      taken.add(file);
      return drawn(service, file, title);
    },
    rest() {
      return files.filter((file) => !taken.has(file)).map((file) => drawn(service, file));
    },
  };
}

function drawn(service, file, title = file.name) {
  const address = `/files/${encodeURIComponent(service)}/${encodeURIComponent(file.id)}`;
  if (file.media_type.startsWith("image/")) {
    const picture = document.createElement("img");
    picture.className = "file";
    picture.src = address;
    picture.alt = title;
    picture.title = title;
    return picture;
  }
  const link = document.createElement("a");
  link.className = "file";
  link.href = address;
  link.download = file.name;
  link.textContent = `📄 ${file.name}`;
  return link;
}
