// Remembers unfinished uploads over a reload. A browser may not keep the file itself; the person chooses it again.

export interface RememberedUpload {
  fingerprint: string;
  address: string;
  fileName: string;
  size: number;
  sent: number;
  title: string;
  courseId: string | null;
}

export class UploadMemory {
  private readonly key: string;

  /** Uploads belong to one person: somebody else at the same computer does not see them. */
  constructor(
    userId: string,
    private readonly storage: Storage = localStorage,
  ) {
    this.key = `vtp.uploads.${userId}`;
  }

  all(): RememberedUpload[] {
    try {
      const value: unknown = JSON.parse(this.storage.getItem(this.key) ?? "[]");
      return Array.isArray(value) ? value.filter(isRemembered) : [];
    } catch {
      return [];
    }
  }

  keep(upload: RememberedUpload): void {
    this.write([...this.without(upload.address), upload]);
  }

  forget(address: string): void {
    this.write(this.without(address));
  }

  private without(address: string): RememberedUpload[] {
    return this.all().filter((upload) => upload.address !== address);
  }

  private write(uploads: readonly RememberedUpload[]): void {
    try {
      this.storage.setItem(this.key, JSON.stringify(uploads));
    } catch {
      // Storage is full or blocked: uploads still survive a broken connection, only not a reload.
    }
  }
}

export function fingerprintOf(file: File): string {
  return [file.name, file.size, file.lastModified].join("|");
}

function isRemembered(value: unknown): value is RememberedUpload {
  if (typeof value !== "object" || value === null) return false;
  const { fingerprint, address, fileName, size, sent, title } = value as Partial<RememberedUpload>;
  return (
    [fingerprint, address, fileName, title].every((text) => typeof text === "string") &&
    [size, sent].every((number) => typeof number === "number")
  );
}
