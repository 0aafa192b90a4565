// `carnet admin …`: one verb per admin command of the server.
#pragma once

namespace CLI {
class App;
}

namespace carnet {

void add_admin_verbs(CLI::App& app, int& exit_code);

}  // namespace carnet
