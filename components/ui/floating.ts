/** What menus, popovers and lists share: the surface, and a fade short enough not to be waited for. */
export const FLOATING_SURFACE =
  'z-50 rounded-md border border-border-strong bg-popover text-foreground shadow-md outline-none duration-100 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0';

export const FLOATING_ITEM =
  'relative flex h-7 items-center gap-2 rounded-sm px-2 outline-none select-none data-[disabled]:pointer-events-none data-[disabled]:opacity-50 data-[highlighted]:bg-muted [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted-foreground';
