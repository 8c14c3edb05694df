"""指令背後的小程式 | The small programs behind the commands."""
