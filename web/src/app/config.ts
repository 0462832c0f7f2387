// What the server tells everybody about itself.
import { useQuery } from "@tanstack/react-query";
import { auth } from "../api";

export function useConfig() {
  return useQuery({ queryKey: ["config"], queryFn: auth.config, staleTime: 5 * 60_000 });
}
