select clock_offset from world
