export const COMMAND_ITEM =
  'flex min-h-8 items-center gap-2 rounded-md px-2 select-none data-[selected=true]:bg-muted [&>.lucide]:size-4 [&>.lucide]:shrink-0 [&>.lucide]:text-muted-foreground';

export const COMMAND_GROUP =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground';
