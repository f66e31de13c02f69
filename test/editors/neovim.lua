-- What a user does in Neovim, once the README's lines are in force and a design doc is open. Runs inside `nvim --headless`;
-- writes the results as JSON to $ML_DESIGN_DOCS_RESULT and quits.

-- A hang bound, with a wide margin: every wait ends as soon as its condition holds.
local DEADLINE_MS = 30000
local buffer = vim.api.nvim_get_current_buf()
local results = {}

local function test(title, body)
  local ok, message = xpcall(body, debug.traceback)
  table.insert(results, { title = title, ok = ok, message = ok and "" or tostring(message) })
end

local function wait(what, probe)
  local found
  local function holds()
    found = probe()
    return found and true or false
  end
  if not vim.wait(DEADLINE_MS, holds, 20) then error("waited in vain for " .. what, 2) end
  return found
end

local function client()
  local list = vim.lsp.get_clients or vim.lsp.get_active_clients
  for _, one in pairs(list()) do
    if one.name == "ml-design-docs" and vim.lsp.buf_is_attached(buffer, one.id) then return one end
  end
end

local function line_of(text)
  for i, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    if line == text then return i end
  end
end

local function cursor_on(heading)
  vim.api.nvim_win_set_cursor(0, { assert(line_of(heading), heading .. " is not in the buffer"), 4 })
end

--- The diagnostic that says that a section is missing, alone or with others.
local function missing(section)
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    local data = (diagnostic.user_data and diagnostic.user_data.lsp or {}).data or {}
    if diagnostic.code == "section/missing" and vim.tbl_contains(data.sections or {}, section) then return diagnostic end
  end
end

local function floating_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      return table.concat(lines, "\n")
    end
  end
end

test("attaches the server to a Markdown buffer", function()
  wait("the server to be attached", client)
end)

test("shows diagnostics on the heading that a missing section should follow", function()
  local found = wait("diagnostics", function() return missing("leakage") end)
  assert(found.source == "ml-design-docs", "source is " .. tostring(found.source))
  assert(found.severity == vim.diagnostic.severity.WARN, "severity is " .. tostring(found.severity))
  local place = { found.lnum + 1, found.col, found.end_col }
  assert(vim.deep_equal(place, { line_of("## Features"), 3, 11 }), "it stands on " .. vim.inspect(place))
end)

test("shows what a heading was taken for on hover", function()
  cursor_on("## Monitoring")
  vim.lsp.buf.hover()
  local text = wait("a window with the hover", floating_text)
  assert(text:find("Monitoring plan", 1, true), text)
  assert(text:find("chapter 8", 1, true), text)
end)

test("inserts a missing section by a code action, and changes nothing else", function()
  local before = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  local wanted, offered = 'Insert section "Data leakage risks"', nil
  -- As the user's choice from the menu.
  vim.ui.select = function(items, options, choose)
    offered = {}
    for i, item in ipairs(items) do
      local title = options.format_item(item)
      table.insert(offered, title)
      if title:sub(1, #wanted) == wanted then return choose(item, i) end
    end
    choose(nil, nil)
  end
  cursor_on("## Features")
  vim.lsp.buf.code_action()
  wait("code actions to be offered", function() return offered end)
  local function inserted() return line_of("## Data leakage risks") end
  if not vim.wait(DEADLINE_MS, inserted, 20) then error(wanted .. " did nothing; offered: " .. vim.inspect(offered)) end
  local at = inserted()
  assert(line_of("## Features") < at and at < line_of("## Monitoring"), "inserted at line " .. at)
  local after = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  local kept = vim.list_slice(after, 1, at - 1)
  vim.list_extend(kept, vim.list_slice(after, line_of("## Monitoring"), #after))
  assert(vim.deep_equal(kept, before), "other lines have changed:\n" .. table.concat(after, "\n"))
end)

test("takes the diagnostic away when it is answered", function()
  wait("the diagnostic to go", function() return #vim.diagnostic.get(buffer) > 0 and not missing("leakage") end)
end)

test("ends the server when it is stopped", function()
  local one = assert(client(), "no server is attached")
  vim.lsp.stop_client(one.id)
  wait("the server to end", function() return one.is_stopped(one) end)
end)

vim.fn.writefile({ vim.fn.json_encode(results) }, vim.env.ML_DESIGN_DOCS_RESULT)
vim.cmd("qall!")
